// A real server with one race of four crews, and officials who sign in with a password.
import { join } from 'node:path';
import { sign_in } from './screen.mjs';
import { expect_equal, source_folder } from './venue.mjs';

export const password = 'as long as it must be';

/** Serves race 1, `of_race` being more lines of it. Answers {server, config, cookie}: the cookie is the admin's. */
export async function serve_small_meet(venue, name, of_race = '') {
  const crews = ['NOR', 'GER', 'NZL', 'NED'].map((code, k) => `[[crews]]\nid = ${k + 1}\nevent = "M1x"\ncode = "${code}"\nname = "Crew ${code}"\n`).join('');
  venue.write('programme.toml', `name = "${name}"\nvenue = "Lake"\ncourse_m = 2000\n[[events]]\ncode = "M1x"\ntitle = "Men's Single Sculls"\n${crews}[[races]]\nnumber = 1\nevent = "M1x"\nphase = "H1"\nlanes = [1, 2, 3, 4]\n${of_race}`);
  const config = venue.write('bowball.toml', `[meet]\nprogramme = "programme.toml"\nrules = "${join(source_folder, 'config/rules')}"\n[log]\nlevel = "error"\n`);
  const server = await venue.start('serve', '--config', config);
  return { server, config, cookie: await sign_in(server.address, server.code) };
}

export async function add_account({ address }, cookie, name, role) {
  const made = await fetch(`${address}/api/v1/accounts`, { method: 'POST', headers: { Cookie: cookie, 'content-type': 'application/json', origin: address }, body: JSON.stringify({ name, role, password }) });
  expect_equal(made.status, 200, `an account for ${name}`);
}

/** The cookie. */
export async function sign_in_by_password(address, name) {
  const answer = await fetch(`${address}/api/v1/sign-in`, { method: 'POST', body: JSON.stringify({ name, password }) });
  expect_equal(answer.status, 200, `the sign-in of ${name}`);
  return answer.headers.get('set-cookie').split(';')[0];
}
