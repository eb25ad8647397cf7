// Casts ballots over HTTP for casting.ts, as many at a time as it is told; asked by its parent, answered once.
import { Agent, request } from 'node:http';

const document = `mutation C($vote: ID!, $ballot: String!) { outcome: castBallot(voteId: $vote, ballot: $ballot) {
  __typename ... on BallotReceipt { digest note } ... on Refusal { code } } }`;

const send = (agent, port, { token, vote, ballot }) =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({ query: document, variables: { vote, ballot: JSON.stringify(ballot) } });
    const asked = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path: '/graphql',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          host: `localhost:${port}`,
          origin: `http://localhost:${port}`,
          cookie: `hiroba=${token}`,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => (text += part));
        response.on('end', () => resolve(text || `HTTP ${response.statusCode}`));
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });

process.once('message', async ({ port, connections, ballots }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const [times, refused] = [[], []];
  let [next, counted] = [0, 0];
  const from = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < ballots.length) {
        const one = ballots[next++];
        const began = performance.now();
        const text = await send(agent, port, one);
        times.push(performance.now() - began);
        if (text.includes('"digest"')) counted += 1;
        else refused.push(text.slice(0, 200));
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  process.send({ seconds, counted, p50: at(0.5), p99: at(0.99), refused });
});
