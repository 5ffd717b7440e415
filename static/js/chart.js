/* Draws the lines of every <figure data-chart> from the table inside it, with uPlot: chart and table can't differ.

   The table's head has a column for each series (th[data-series], with the framework's mark in its colour); a row
   has <time datetime> ("2026", "2026-07" or "2026-07-04") in its own head, and <data value> in its cells. A row or
   cell with data-part is of a time that is not complete. A line is broken where a cell is empty, unless its head has
   data-spans. What happened meanwhile stands in li[data-mark], each with its <time>: the chart has their numbers. */

const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [5, 2], [14, 4]];
const dark = matchMedia("(prefers-color-scheme: dark)");
const forced = matchMedia("(forced-colors: active)");

const shapes = [
  (path, x, y, r) => path.arc(x, y, r, 0, 2 * Math.PI),
  (path, x, y, r) => path.rect(x - r, y - r, 2 * r, 2 * r),
  (path, x, y, r) => polygon(path, [[x, y - 1.3 * r], [x + 1.2 * r, y + r], [x - 1.2 * r, y + r]]),
  (path, x, y, r) => polygon(path, [[x, y - 1.4 * r], [x + 1.4 * r, y], [x, y + 1.4 * r], [x - 1.4 * r, y]]),
  (path, x, y, r) => polygon(path, [[x, y + 1.3 * r], [x + 1.2 * r, y - r], [x - 1.2 * r, y - r]]),
];

const polygon = (path, points) => {
  points.forEach(([x, y], n) => (n ? path.lineTo(x, y) : path.moveTo(x, y)));
  path.closePath();
};

const words = (element) => element.textContent.replace(/\s+/g, " ").trim();

/* "2026-07" as a number of months, so that days, months and years share one axis. */
const YEAR = 12;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const months = (datetime) => {
  const [year, month = 1, day = 1] = datetime.split("-").map(Number);
  return year * YEAR + month - 1 + (day - 1) / 31;
};
const monthOrYear = (at) => (at % YEAR ? MONTHS[at % YEAR] : String(at / YEAR));
const short = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 6 });

const read = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  return {
    times: rows.map((row) => months(row.querySelector("time").dateTime)),
    labels: rows.map((row) => words(row.cells[0])),
    series: heads.filter((head) => "series" in head.dataset).map((head) => ({
      name: head.dataset.series,
      mark: head.querySelector(".mark") ?? head,
      spans: "spans" in head.dataset,
      values: rows.map((row) => {
        const value = row.cells[head.cellIndex].querySelector("data")?.value;
        return value === undefined ? null : Number(value);
      }),
      texts: rows.map((row) => words(row.cells[head.cellIndex])),
      part: rows.map((row) => "part" in row.dataset || "part" in row.cells[head.cellIndex].dataset),
    })),
  };
};

const draw = (figure) => {
  const plot = figure.querySelector("[data-plot]");
  const reading = figure.querySelector("[data-reading]");
  const unit = figure.dataset.unit ?? "";
  const { times, labels, series } = read(figure.querySelector("table"));
  if (!times.length) return;
  const marks = [...figure.querySelectorAll("[data-mark] time")].map((time) => months(time.dateTime));

  const style = () => getComputedStyle(plot);
  const ink = () => style().color;
  const ground = () => (forced.matches ? "Canvas" : style().backgroundColor);
  const rule = () => (forced.matches ? ink() : style().borderTopColor);
  const colour = ({ mark }) => {
    if (forced.matches) return ink();
    const { backgroundColor, color } = getComputedStyle(mark);
    return mark.matches(".mark") ? backgroundColor : color;
  };
  const font = (weight) => `${weight} 14px ${style().fontFamily}`;
  const widest = () => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = font(600);
    return Math.max(...series.map(({ name }) => context.measureText(name).width));
  };
  // Keeps the first and last points off the edges.
  const margin = (times.at(-1) - times[0]) / 40 || YEAR;
  const hint = "Point at the chart, or step through it with the arrow keys.";

  // A line for each mark, with its number above it; numbers that would touch stand below one another.
  const drawMarks = (chart) => {
    const { ctx, bbox } = chart;
    const scale = devicePixelRatio;
    const free = [];
    ctx.save();
    ctx.font = font(600).replace("14px", `${12 * scale}px`);
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.strokeStyle = ctx.fillStyle = ink();
    ctx.lineWidth = scale;
    ctx.setLineDash([scale, 3 * scale]);
    marks.forEach((time, n) => {
      const x = chart.valToPos(time, "x", true);
      const row = free.findIndex((from) => from <= x);
      const place = row < 0 ? free.length : row;
      free[place] = x + 17 * scale;
      const top = bbox.top + (place * 14 - 12) * scale;
      ctx.beginPath();
      ctx.moveTo(x, top + 13 * scale);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillText(n + 1, x, top);
    });
    ctx.restore();
  };

  // Points in a shape of their own, hollow where the time is not complete, and the name at the end of each line.
  const finish = (chart) => {
    const { ctx, bbox } = chart;
    const scale = devicePixelRatio;
    const ends = [];
    drawMarks(chart);
    ctx.save();
    ctx.setLineDash([]);
    series.forEach((one, n) => {
      ctx.strokeStyle = colour(one);
      ctx.lineWidth = 2 * scale;
      one.values.forEach((value, row) => {
        if (value === null) return;
        const x = chart.valToPos(times[row], "x", true);
        const y = chart.valToPos(value, "y", true);
        ctx.beginPath();
        shapes[n % shapes.length](ctx, x, y, 3.5 * scale);
        ctx.fillStyle = one.part[row] ? ground() : colour(one);
        ctx.fill();
        ctx.stroke();
      });
      const last = one.values.findLastIndex((value) => value !== null);
      if (last >= 0) {
        const [x, y] = [chart.valToPos(times[last], "x", true), chart.valToPos(one.values[last], "y", true)];
        ends.push({ name: one.name, colour: colour(one), x, y });
      }
    });
    ctx.font = font(600).replace("14px", `${14 * scale}px`);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ends.sort((one, other) => one.y - other.y);
    ends.forEach((end, n) => {
      if (n) end.y = Math.max(end.y, ends[n - 1].y + 17 * scale);
    });
    // Names that were pushed out at the bottom push those above them up again.
    ends.reduceRight((below, end) => (end.y = Math.min(end.y, below - 17 * scale)), bbox.top + bbox.height + 17 * scale);
    ends.forEach((end) => {
      ctx.fillStyle = end.colour;
      ctx.fillText(end.name, end.x + 10 * scale, end.y);
    });
    ctx.restore();
  };

  const say = (chart) => {
    const row = chart.cursor.idx;
    reading.textContent =
      row == null || chart.cursor.left < 0
        ? hint
        : `${labels[row]}: ${series.filter(({ texts }) => texts[row]).map(({ name, texts }) => `${name} ${texts[row]}`).join(", ")}.`;
  };

  const size = () => ({ width: plot.clientWidth, height: plot.clientHeight });
  const axis = { stroke: ink, font: font(400), grid: { stroke: rule, width: 1 }, ticks: { show: false } };
  plot.replaceChildren();
  const chart = new uPlot(
    {
      ...size(),
      padding: [12, widest() + 16, 0, 0],
      legend: { show: false },
      select: { show: false },
      cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: false } },
      scales: {
        x: { time: false, range: (_, first, last) => [first - margin, Math.max(last, ...marks) + margin] },
        y: { range: (_, low, high) => uPlot.rangeNum(Math.min(0, low), high || 1, 0.1, true) },
      },
      axes: [
        { ...axis, grid: { show: false }, size: 30, incrs: [1, 3, 6, ...[1, 2, 5, 10, 20].map((n) => n * YEAR)], space: 44, values: (_, ticks) => ticks.map(monthOrYear) },
        { ...axis, size: 52, values: (_, ticks) => ticks.map((tick) => short.format(tick) + unit) },
      ],
      series: [
        {},
        ...series.map((one, n) => ({
          label: one.name,
          stroke: () => colour(one),
          width: 2,
          dash: DASHES[n % DASHES.length],
          spanGaps: one.spans,
          points: { show: false },
        })),
      ],
      hooks: { draw: [finish], setCursor: [say] },
    },
    [times, ...series.map(({ values }) => values)],
    plot,
  );

  const last = times.length - 1;
  const steps = {
    ArrowRight: (row) => (row === null ? 0 : Math.min(row + 1, last)),
    ArrowLeft: (row) => (row === null ? last : Math.max(row - 1, 0)),
    Home: () => 0,
    End: () => last,
  };
  let at = null;
  plot.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") at = null;
    else if (event.key in steps) at = steps[event.key](at);
    else return;
    event.preventDefault();
    chart.setCursor(at === null ? { left: -10, top: -10 } : { left: chart.valToPos(times[at], "x"), top: 0 });
  });
  plot.addEventListener("blur", () => {
    at = null;
    chart.setCursor({ left: -10, top: -10 });
  });

  plot.tabIndex = 0;
  plot.setAttribute("role", "application");
  plot.setAttribute("aria-roledescription", "line chart");
  plot.setAttribute("aria-label", `${figure.dataset.chart}, ${labels[0]} to ${labels[last]}`);
  reading.textContent = hint;
  plot.setAttribute("aria-describedby", reading.id);

  new ResizeObserver(() => chart.setSize(size())).observe(plot);
  for (const setting of [dark, forced]) setting.addEventListener("change", () => chart.redraw());
};

// The library is fetched when a chart comes near. Until then, and if it never comes, the table says it all.
const { library } = document.currentScript.dataset;
let fetched;
const fetchLibrary = () =>
  (fetched ??= new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src: library, onload: resolve, onerror: reject }));
  }));
const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      fetchLibrary().then(() => draw(target), () => {});
    }
  },
  { rootMargin: "800px" },
);
document.querySelectorAll("figure[data-chart]").forEach((figure) => near.observe(figure));
