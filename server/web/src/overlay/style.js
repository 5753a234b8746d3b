// How graphics are styled: one sheet that all share, one of each element's own. Sizes are in `u`: one u is 1/120 of the picture's
// width (16 px of 1920), whatever the picture's size. For Chromium 80: no gap in flex boxes, no inset, no :is.

/** CSS where "2.5u" is two and a half units. */
export function css(strings) {
  return strings.raw[0].replace(/(-?(?:\d+\.)?\d+)u\b/g, 'calc($1 * var(--u))');
}

const sheets = new Map();

/** The sheet of a text, made once: constructed, because a strict policy allows no style elements. */
export function sheet_of(text) {
  if (!sheets.has(text)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheets.get(text);
}

/** Custom properties that a theme may set, each with what it is without a theme. */
export const palette = {
  ink: '#ffffff', 'ink-soft': '#bcd5e1', bright: '#7fdcff', ground: 'rgba(4, 27, 40, 0.92)', 'ground-high': 'rgba(11, 85, 115, 0.96)', line: 'rgba(255, 255, 255, 0.14)',
  hand: '#e3c8ff', estimate: '#ffd9a0', official: '#2bb673', 'official-ink': '#03150b', open: '#ffc37a', alarm: '#c4150f', 'alarm-low': '#ae100b',
  gold: '#f0c43c', silver: '#c9d3da', bronze: '#d08a54',
};

const properties = Object.keys(palette).map((name) => `--${name}: var(--bowball-${name}, ${palette[name]});`).join('\n');

export const shared_styles = css`
*, *::before, *::after { box-sizing: border-box; }
:host {
  --u: var(--bowball-unit, min(calc(100vw / 120), calc(100vh / 67.5)));
  PROPERTIES
  display: none;
  color: var(--ink);
  font-family: 'Bowball Inter', 'Inter', 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', 'Segoe UI', Arial, sans-serif;
  font-feature-settings: 'tnum' 1, 'cv05' 1;
  font-variant-numeric: tabular-nums;
  font-size: 2u;
  font-weight: 560;
  line-height: 1.1;
  letter-spacing: 0;
  text-align: left;
  -webkit-font-smoothing: antialiased;
}
:host([air]) { display: block; }
h2, p, ol, ul { margin: 0; padding: 0; font-size: inherit; font-weight: inherit; list-style: none; }
small { font-size: 0.62em; }
.panel { overflow: hidden; border-radius: 0.4u; background: var(--ground); box-shadow: 0 0.2u 1u rgba(0, 0, 0, 0.35); }
.head { padding: 0.55u 1.1u; border-left: 0.4u solid var(--bright); background: var(--ground-high); font-size: 1.7u; font-weight: 700; }
bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: left; }
.code { font-weight: 750; letter-spacing: 0.01em; }
.name { display: block; min-width: 0; font-weight: 500; line-height: 1.4; }
/* Tabular figures make a wide hyphen: not in names. */
.name, .event, .title, .meet, .club { font-feature-settings: normal; font-variant-numeric: normal; }
.soft { color: var(--ink-soft); }
.bright { color: var(--bright); }
.time { font-weight: 720; white-space: nowrap; }
.lane { display: inline-grid; place-items: center; min-width: 1.45em; height: 1.45em; padding: 0 0.2em; border: 0.08em solid currentcolor; border-radius: 0.25em; font-weight: 650; line-height: 1; }
.hand { color: var(--hand); font-style: italic; }
.hand small { margin-left: 0.25em; vertical-align: 0.35em; }
.estimate { padding: 0 0.3em; border: 0.07em dashed var(--estimate); border-radius: 0.25em; color: var(--estimate); font-weight: 560; font-style: italic; white-space: nowrap; }
.card { display: inline-grid; place-items: center; width: 1.05em; height: 1.35em; border: 0.06em solid rgba(0, 0, 0, 0.35); border-radius: 0.14em; font-size: 0.82em; font-weight: 800; line-height: 1; vertical-align: middle; }
.yellow { background: #ffd60a; color: #221c00; }
.red { background: #d0211c; color: #fff; }
.sign { display: inline-block; margin-left: 0.35em; padding: 0 0.35em; border: 0.08em solid currentcolor; border-radius: 0.3em; font-size: 0.72em; font-weight: 700; line-height: 1.35; vertical-align: 0.1em; white-space: nowrap; }
.goes-on { border-color: var(--official); background: var(--official); color: var(--official-ink); }
.record { color: var(--official); }
.record.open { border-style: dashed; color: var(--open); }
.mark { display: inline-block; padding: 0.12em 0.6em; border: 0.09em solid currentcolor; border-radius: 0.35em; font-weight: 680; white-space: nowrap; }
.mark.official, .mark.revised { border-color: var(--official); background: var(--official); color: var(--official-ink); }
.mark.unofficial { color: var(--open); }
`.replace('PROPERTIES', properties);
