// Pseudorandom numbers that are the same in every browser and in Python.

// As many as asked for, between 0 and 1 (Tommy Ettinger's mulberry32).
export function uniform(seed, count) {
  const u = new Float64Array(count);
  let a = Math.imul(seed + 1, 0x9e3779b9);
  for (let k = 0; k < count; k++) {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    u[k] = (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  }
  return u;
}

// Standard normal numbers from pairs of uniform ones (Box and Muller).
export function normals(u) {
  const half = u.length / 2;
  return Array.from({ length: half }, (_, i) => Math.sqrt(-2 * Math.log(u[i])) * Math.cos(2 * Math.PI * u[half + i]));
}
