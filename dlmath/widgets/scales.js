// Scales: from data to pixels, with ticks at round numbers.

const numberOf = (v) => String(+v.toPrecision(12)).replace("-", "−");
const raised = (n) => [...String(n)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c])).join("");

// A number in words, as `digits` in Python has it: 1140, 0.0312, 2·10⁻⁹. All digits before the point are kept.
export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "undefined" : value < 0 ? "−∞" : "∞";
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 1e-4)) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split("e"), power = `10${raised(+exponent)}`;
    return (+mantissa === 1 ? power : `${+mantissa}·${power}`).replace("-", "−");
  }
  return String(+value.toPrecision(Math.max(digits, size >= 1 ? Math.floor(Math.log10(size)) + 1 : 0))).replace("-", "−");
}

// A number with as many decimals as it needs, at most two unless told: −0.3, 12; and with all of them: −0.30, 12.00.
export const rounded = (v, decimals = 2) => String(+v.toFixed(decimals) + 0).replace("-", "−");
export const fixed = (v, decimals = 2) => v.toFixed(decimals).replace(/^-(?=[0.]+$)/, "").replace("-", "−");

export const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

// 1 / (1 + exp(−z)) and log(1 + exp(z)), without overflow.
export const sigmoid = (z) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));
export const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

// The next of 1, 2, 5, 10, 20, … (or 0.1, 0.2, …) that is not smaller.
export function round(size) {
  const unit = 10 ** Math.floor(Math.log10(size));
  return [1, 2, 5, 10].find((m) => m * unit >= size * (1 - 1e-9)) * unit;
}

// A function from data to pixels, with .invert and .ticks(count) -> [[value, text], …].
export function linear([d0, d1], [r0, r1]) {
  const k = (r1 - r0) / (d1 - d0), scale = (v) => r0 + (v - d0) * k;
  scale.invert = (p) => d0 + (p - r0) / k;
  scale.ticks = (count = 5) => {
    const step = round((d1 - d0) / count), ticks = [];
    for (let i = Math.ceil(d0 / step - 1e-9); i * step <= d1 + 1e-9 * step; i++) ticks.push([i * step, numberOf(i * step)]);
    return ticks;
  };
  return scale;
}

export function log([d0, d1], range) {
  const inner = linear([Math.log10(d0), Math.log10(d1)], range), scale = (v) => inner(Math.log10(v));
  scale.invert = (p) => 10 ** inner.invert(p);
  scale.ticks = (count = 5) => {
    const low = Math.ceil(Math.log10(d0) - 1e-9), high = Math.floor(Math.log10(d1) + 1e-9);
    const step = Math.max(1, Math.ceil((high - low) / count)), ticks = [];
    for (let e = low; e <= high; e += step) ticks.push([10 ** e, e >= 0 && e <= 2 ? String(10 ** e) : `10${raised(e)}`]);
    return ticks;
  };
  return scale;
}

// A flat list of coordinates as points of the plane.
export const pairs = (row) => Array.from({ length: row.length / 2 }, (_, i) => [row[2 * i], row[2 * i + 1]]);

// Solves A x = g by elimination with pivots; null where A is singular.
export function solveLinear(A, g) {
  const n = g.length, rows = A.map((row, i) => [...row, g[i]]);
  for (let k = 0; k < n; k++) {
    let top = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[top][k])) top = i;
    [rows[k], rows[top]] = [rows[top], rows[k]];
    if (Math.abs(rows[k][k]) < 1e-12) return null;
    for (let i = k + 1; i < n; i++) {
      const m = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= m * rows[k][j];
    }
  }
  const x = Array(n).fill(0);
  for (let k = n - 1; k >= 0; k--) x[k] = (rows[k][n] - rows[k].slice(k + 1, n).reduce((sum, v, j) => sum + v * x[k + 1 + j], 0)) / rows[k][k];
  return x;
}
