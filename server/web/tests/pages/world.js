// The server's twin and a browser, for the page tests of the file that imports this.
import { afterAll, beforeAll } from 'vitest';
import { FakeServer } from '../../dev/fake-server.mjs';
import { open_browser, pages_folder } from './browser.js';

export let server;
export let browser;
export let address;

beforeAll(async () => {
  server = new FakeServer(pages_folder);
  address = await server.listen();
  browser = await open_browser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
