// Takes one picture: node dev/shoot.mjs <moment> <page> <size> <name> [dark] [simulated] [not_recorded]
// e.g. node dev/shoot.mjs racing_1500 scoreboard full_hd board
import { keep_picture, open_browser, open_page, pages_folder } from '../tests/pages/browser.js';
import { FakeServer } from './fake-server.mjs';

const [moment, page_name, size, name] = process.argv.slice(2);
const server = new FakeServer(pages_folder);
server.show(moment, { simulated: process.argv.includes('simulated'), recorded: !process.argv.includes('not_recorded') });
const address = await server.listen();
const browser = await open_browser();
const { page, complaints } = await open_page(browser, `${address}/${page_name}`, size, { colorScheme: process.argv.includes('dark') ? 'dark' : 'light' });
await page.waitForTimeout(900);
console.log(await keep_picture(page, name, { omitBackground: page_name.startsWith('overlay') }), complaints);
await browser.close();
await server.close();
