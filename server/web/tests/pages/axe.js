// axe-core in the page: what it finds of the rules of WCAG 2.2 A and AA that is serious or critical.
import { createRequire } from 'node:module';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** ["color-contrast: .gap: 3.9 of 4.5 ..."], empty where nothing serious was found, on the page or in one part of it. The context of the page must not mind its policy. */
export async function serious_findings(page, part = 'html') {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(([only, within]) => window.axe.run(within === 'html' ? document : within, { runOnly: only, resultTypes: ['violations'] }), [tags, part]);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary.split('\n')[1]?.trim()}`));
}
