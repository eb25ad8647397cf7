// Loaded into the server by tools/start.mjs: ends it in order when its launcher is killed.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
