// How widgets look: the colors of the book, and the style of what kit.js makes.
export const PALETTE = {
  light: {
    data: "#0072B2", model: "#D55E00", gradient: "#009E73", error: "#CC3D7B",
    accent: "#E69F00", muted: "#6B7280", ink: "#1F2933", paper: "#FFFFFF",
  },
  dark: {
    data: "#56B4E9", model: "#FF8A4C", gradient: "#2BD4A4", error: "#F279B2",
    accent: "#F5C04A", muted: "#9AA5B1", ink: "#E6EAF0", paper: "#14181E",
  },
};

export const CSS = `
:host { display: block; margin: 1rem 0; color-scheme: var(--scheme); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.widget { container-type: inline-size; color: var(--ink); background: var(--paper); border: 1px solid var(--line);
  border-radius: 10px; padding: 12px; --focus: var(--ink);
  font: 14px/1.45 var(--pst-font-family-base, var(--jp-ui-font-family, system-ui)), sans-serif; }
.row { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: end; }
.row.tight { gap: 8px; align-items: center; flex-wrap: nowrap; }
@container (max-width: 260px) { .row.tight { flex-wrap: wrap; } }
.columns { display: flex; flex-direction: column; gap: 10px; margin-top: 10px; }
.columns > .stack { display: contents; }
.columns > .stack > * { order: var(--narrow, 0); }
.columns figure { width: min(100%, var(--most)); margin: 0 auto; }
.stack { display: flex; flex-direction: column; gap: 10px; min-width: 0; }
.sliders { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 140px), 1fr)); gap: 6px 16px; align-items: end; }
.title { font-weight: 600; margin-bottom: -6px; }
.choices > label { flex: 1 1 120px; min-width: 0; }
.choices select { width: 100%; }
.legend { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 2px 12px; margin: 0; padding: 0;
  list-style: none; font-size: 13px; }
.legend canvas { position: static; width: 14px; height: 14px; margin-right: 6px; vertical-align: -2px; }
@container (min-width: 620px) {
  .columns { display: grid; grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr); gap: 20px; }
  .columns > .stack { display: flex; }
  .columns > .stack > * { order: 0; }
  .columns figure { width: 100%; }
  .sliders { grid-template-columns: 1fr; }
  .sliders.two { grid-template-columns: 1fr 1fr; }
  .choices > label { flex: none; }
  .choices select { width: auto; }
}
.paper { width: 660px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.paper .foot, .paper .handle.held::after { display: none; }
figure { position: relative; margin: 0; touch-action: pan-y pinch-zoom; user-select: none; -webkit-user-select: none; }
figure.aim { cursor: crosshair; }
canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
label, .field { display: block; color: var(--ink); }
.head { display: flex; justify-content: space-between; gap: 8px; }
.head > :last-child { font-variant-numeric: tabular-nums; font-weight: 600; white-space: nowrap; }
.soft { color: var(--muted); }
i { font-family: "Latin Modern Math", "STIX Two Math", Cambria, Georgia, serif; }
input[type=range] { display: block; width: 100%; margin: 0; height: 26px; accent-color: var(--data); background: transparent;
  cursor: pointer; touch-action: pan-y; }
input[type=checkbox] { accent-color: var(--data); width: 18px; height: 18px; margin: 0 7px 0 0; vertical-align: -4px; }
.check { min-height: 32px; padding-top: 5px; cursor: pointer; }
select, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 7px;
  min-height: 34px; padding: 3px 10px; cursor: pointer; }
select { display: block; max-width: 100%; padding-right: 6px; }
select option { color: var(--ink); background: var(--paper); }
button:hover, select:hover { border-color: var(--ink); }
button[aria-disabled=true] { opacity: 0.45; cursor: not-allowed; }
button.main { background: var(--data); border-color: var(--data); color: var(--paper); font-weight: 600; min-width: 76px; }
button.link { border-color: transparent; background: none; color: var(--muted); padding: 3px 6px; text-decoration: underline;
  text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.number { position: relative; }
.wrong { position: absolute; left: 0; top: calc(100% + 2px); z-index: 2; white-space: nowrap; padding: 2px 8px; border-radius: 6px;
  font-size: 12px; color: var(--paper); background: var(--ink); }
.handle { position: absolute; left: -22px; top: -22px; width: 44px; height: 44px; border-radius: 50%; cursor: grab;
  touch-action: none; outline: none; }
.handle::after { content: ""; position: absolute; inset: 13px; border-radius: 50%; background: var(--paper);
  border: 4px solid var(--ink); box-shadow: 0 0 0 1.5px var(--paper); }
.handle:hover::after, .handle.held::after { inset: 11px; }
.handle.held { cursor: grabbing; }
.handle:focus-visible::after { outline: 3px solid var(--focus); outline-offset: 3px; }
.tip { position: absolute; left: 0; top: 0; pointer-events: none; white-space: nowrap; padding: 2px 8px; border-radius: 6px;
  font-size: 12px; font-variant-numeric: tabular-nums; color: var(--paper); background: var(--ink); }
.verdict { margin: 0; padding: 7px 12px; min-height: 3.6em; border-left: 4px solid var(--tone, var(--muted));
  background: var(--wash); border-radius: 0 7px 7px 0; }
.count { white-space: nowrap; font-variant-numeric: tabular-nums; min-width: 5.5em; text-align: right; }
.foot { gap: 2px 12px; margin-top: 6px; align-items: center; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (pointer: coarse) {
  select, button, .check { min-height: 44px; }
  .check { padding-top: 11px; }
  input[type=range] { height: 32px; }
}
@media print { .widget { break-inside: avoid; } }
`;
