import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { journey } from '../src/journey.ts';

const many = 500;

/** A client that begins its headers and then sends a byte a second; it ends when the server has let it go. */
function dawdle(port: number): Promise<void> {
  const socket: Socket = connect({ host: '127.0.0.1', port });
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  const timer = setInterval(() => socket.write('a'), 1_000);
  socket.on('error', () => undefined).resume();
  return new Promise((resolve) => {
    socket.once('close', () => {
      clearInterval(timer);
      resolve();
    });
  });
}

const slow = journey('GQL-36: five hundred clients that send a byte a second are let go, and nobody waits for them', async (stage) => {
  const { origin } = stage.town;
  const port = Number(new URL(origin).port);
  let left = many;
  for (let n = 0; n < many; n += 1) void dawdle(port).then(() => (left -= 1));
  for (let second = 1; left > 0 && second <= 60; second += 1) {
    const answer = await fetch(`${origin}/ready`);
    assert.equal(answer.status, 200, `another client, after ${second} s`);
    await stage.until(Date.now() + 1_000);
  }
  assert.equal(left, 0, `clients still held, of ${many}`);
});

/** What those who hold connections open can do to others. */
export const journeys = [slow];
