'use strict';
// Draws the charts of the page and lets them answer. All that is said here also stands on the page as tables, so
// without this script nothing is missing but the pictures.
(() => {
  const root = document.documentElement;
  const charts = JSON.parse(document.getElementById('charts').textContent);

  // --- Elements -----------------------------------------------------------------------------------------------------

  const fill = (node, attributes, children) => {
    for (const [name, value] of Object.entries(attributes ?? {}))
      if (value !== null && value !== undefined) node.setAttribute(name, value);
    node.append(...children.filter(child => child !== null));
    return node;
  };
  const html = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

  // Four digits that count, as everywhere on the page.
  const short = value => {
    if (value === null || value === undefined) return '–';
    const size = Math.abs(value);
    if (size !== 0 && (size < 0.001 || size >= 1e9)) return value.toExponential(3).replace(/\.?0+e/, 'e').replaceAll('-', '−');
    const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
    return value.toLocaleString('en-US', { maximumFractionDigits: decimals }).replace('-', '−');
  };

  // --- Dark and light -----------------------------------------------------------------------------------------------

  const theme = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
  const showTheme = () => theme.setAttribute('aria-pressed', isDark());
  theme.hidden = false;
  theme.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; showTheme(); });
  system.addEventListener('change', showTheme);
  showTheme();

  // --- Scales and axes ----------------------------------------------------------------------------------------------

  // Round numbers within a range, about as many as asked for.
  const ticks = (from, to, count) => {
    const rough = (to - from) / count, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map(one => one * power).find(one => one >= rough * 0.999);
    const all = [];
    for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) all.push(+(i * step).toPrecision(12));
    return all;
  };

  // The same where each step multiplies: 1, 2 and 5 of each power of ten, or only the powers where those are many.
  const logTicks = (from, to) => {
    const all = [];
    for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++)
      for (const one of [1, 2, 5]) all.push(+(one * 10 ** power).toPrecision(3));
    const within = all.filter(one => one >= from && one <= to), powers = within.filter(one => Number.isInteger(Math.log10(one)));
    return within.length > 8 && powers.length > 1 ? powers : within;
  };

  // Whole numbers: epochs have no halves.
  const wholeTicks = (from, to, count) => [...new Set(ticks(from, to, count).map(Math.round))].filter(one => one >= from && one <= to);

  // A range with some air around it; one value alone gets air too.
  const aired = values => {
    let low = Math.min(...values), high = Math.max(...values);
    if (!values.length) [low, high] = [0, 1];
    const air = high > low ? (high - low) * 0.06 : Math.abs(high) * 0.1 || 1;
    return [low - air, high + air];
  };

  const place = (width, height, x, y, names) => {
    const labels = names.y.map(short);
    const left = 12 + 6.6 * Math.max(1, ...labels.map(label => label.length)), right = width - 10, top = 10, bottom = height - 34;
    const [x0, x1] = x, grow = names.log ? Math.log : value => value, [y0, y1] = y.map(grow);
    const scale = {
      width, height, left, right, top, bottom, x0, x1,
      x: value => x1 > x0 ? left + (value - x0) / (x1 - x0) * (right - left) : (left + right) / 2,
      y: value => bottom - (grow(value) - y0) / (y1 - y0) * (bottom - top),
      valueAt: pixel => x0 + (pixel - left) / (right - left) * (x1 - x0),
    };
    scale.axes = svg('g', { 'aria-hidden': 'true' },
      ...names.y.map((value, i) => svg('g', {},
        svg('path', { class: 'grid', d: `M${left} ${Math.round(scale.y(value)) + 0.5}H${right}` }),
        svg('text', { x: left - 6, y: scale.y(value) + 4, 'text-anchor': 'end' }, labels[i]))),
      svg('path', { class: 'axis', d: `M${left} ${Math.round(bottom) + 0.5}H${right}` }),
      ...names.x.map(value => svg('text', { x: scale.x(value), y: bottom + 15, 'text-anchor': 'middle' }, short(value))),
      svg('text', { x: right, y: bottom + 30, 'text-anchor': 'end' }, names.title));
    return scale;
  };

  // --- What all charts share: a cursor that pointer and keys move, tips, words for those who listen ------------------

  // A chart has a hint, tools for its toolbar, step(at, by) for the keys, words(at) to be spoken, and panels; of these each
  // has a title, draw() for all that stays and point(at) for what goes with the cursor, and nearest() to a place.
  const answer = (figure, chart) => {
    const hint = html('p', { class: 'hint', id: `${figure.id}-hint` }, chart.hint);
    const toolbar = html('div', { class: 'toolbar' }, ...chart.tools ?? []);
    const stage = html('div', { class: 'panels', role: 'application', tabindex: '0', 'aria-roledescription': 'chart', 'aria-label': figure.getAttribute('aria-label'), 'aria-describedby': hint.id });
    const spoken = html('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
    const panels = chart.panels.map(panel => {
      const surface = svg('svg', { 'aria-hidden': 'true' }), tip = html('div', { class: 'tip', hidden: '' });
      stage.append(html('div', { class: 'panel' }, html('p', {}, panel.title), surface, tip));
      return { ...panel, surface, tip, overlay: null, scale: null };
    });
    figure.querySelector('details').before(toolbar, stage, hint, spoken);
    let at = null;

    const draw = () => {
      for (const panel of panels) {
        const width = Math.round(panel.surface.parentElement.clientWidth) - 24;
        if (width <= 0) continue;
        const height = Math.round(Math.min(300, Math.max(210, width * 0.58)));
        fill(panel.surface, { viewBox: `0 0 ${width} ${height}`, height }, []);
        panel.surface.replaceChildren();
        panel.scale = panel.draw(panel.surface, width, height);
        panel.overlay = svg('g');
        panel.surface.append(panel.overlay);
      }
      show();
    };

    const show = () => {
      for (const panel of panels) {
        if (!panel.scale) continue;
        panel.overlay.replaceChildren();
        panel.tip.hidden = at === null;
        if (at === null) continue;
        const [pixel, lines] = panel.point(at, panel.overlay, panel.scale);
        panel.tip.replaceChildren(...lines);
        const wide = panel.tip.offsetWidth, room = panel.surface.parentElement.clientWidth;
        panel.tip.style.left = `${Math.max(4, Math.min(room - wide - 4, pixel + 12 + (pixel + 40 + wide > room ? -wide : 14)))}px`;
      }
    };

    const move = (to, speaks) => {
      at = to;
      show();
      if (speaks) spoken.textContent = at === null ? '' : chart.words(at);
    };

    const keys = {
      ArrowRight: () => chart.step(at, 1), ArrowLeft: () => chart.step(at, -1), ArrowUp: () => chart.step(at, 1), ArrowDown: () => chart.step(at, -1),
      PageUp: () => chart.step(at, 10), PageDown: () => chart.step(at, -10), Home: () => chart.step(null, 1), End: () => chart.step(null, -1),
    };
    stage.addEventListener('keydown', event => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (keys[event.key]) move(keys[event.key](), true);
      else if (event.key === 'Escape' && at !== null) move(null, true);
      else if (!chart.key?.(event.key, at)) return;
      event.preventDefault();
    });
    stage.addEventListener('blur', () => move(null, true));

    for (const panel of panels) {
      const pixel = event => {
        const box = panel.surface.getBoundingClientRect();
        return [(event.clientX - box.left) / box.width * panel.scale.width, (event.clientY - box.top) / box.height * panel.scale.height];
      };
      panel.surface.addEventListener('pointermove', event => move(panel.nearest(panel.scale, ...pixel(event)), false));
      panel.surface.addEventListener('pointerdown', event => move(panel.nearest(panel.scale, ...pixel(event)), false));
      panel.surface.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') move(null, false); });
      chart.drag?.(panel, panels, pixel);
    }
    new ResizeObserver(draw).observe(stage);
    return { draw, move, clear: () => move(null, false), say: words => { spoken.textContent = words; } };
  };

  const line = (name, value, mark) => html('span', {}, html('i', {}, mark ?? null, name), html('i', {}, value));
  const nearestOf = (values, wanted) => values.reduce((best, value, i) => Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best, 0);
  const stepWithin = (from, to) => (at, by) => at === null ? (by > 0 ? from() : to()) : Math.min(to(), Math.max(from(), at + by));

  // --- Lines over epochs --------------------------------------------------------------------------------------------

  const lines = (figure, spec) => {
    const { x, series, panels, best } = spec;
    let from = 0, to = x.length - 1;
    const hidden = new Set();
    // Where a value falls to a small part of what it was, steps that multiply show what happens then.
    const falls = panels.map(panel => {
      const values = panel.values.flat().filter(value => value !== null).sort((a, b) => a - b);
      return { can: values[0] > 0 && values.at(-1) > 10 * values[0], should: values.at(-1) > 20 * values[values.length >> 1] };
    });
    let log = falls.some(one => one.can && one.should);
    const colour = i => series[i].look === 'thick' ? 'var(--ink)' : series[i].look === 'thin' ? `var(--series-${i % 6})` : `var(--${series[i].name})`;
    const shown = () => series.map((_, i) => i).filter(i => !hidden.has(i));
    const coloured = (node, i) => { node.style.color = colour(i); return node; };

    // The path of the points of a series, broken where a value is missing.
    const path = (scale, values, join) => {
      let d = '', open = false;
      for (let i = from; i <= to; i++) {
        if (values[i] === null) { open = false; continue; }
        d += `${join && open ? 'L' : 'M'}${scale.x(x[i]).toFixed(1)} ${scale.y(values[i]).toFixed(1)}${join ? '' : 'h0'}`;
        open = true;
      }
      return d;
    };
    const drawn = (scale, values, i) => {
      const look = series[i].look, few = to - from < 80;
      return coloured(svg('g', {},
        svg('path', { class: `line ${look === 'dots' ? 'pale' : look}`, d: path(scale, values, true) }),
        look === 'dots' || to === from ? svg('path', { class: few ? 'dots' : 'dots many', d: path(scale, values, false) }) : null), i);
    };
    // The series that the best epoch is judged by: the last with values, validation or the mean.
    const judged = values => values.findLastIndex((one, i) => !hidden.has(i) && one.some(value => value !== null));

    const legend = series.map((one, i) => {
      const mark = coloured(svg('svg', { viewBox: '0 0 22 12', 'aria-hidden': 'true' },
        svg('path', { class: `line ${one.look === 'dots' ? 'pale' : one.look}`, d: 'M1 6H21' }),
        one.look === 'dots' ? svg('path', { class: 'dots', d: 'M4 6h0M11 6h0M18 6h0' }) : null), i);
      const button = html('button', { type: 'button', class: 'key', 'aria-pressed': 'true' }, mark, one.name);
      button.addEventListener('click', () => {
        if (!hidden.delete(i)) hidden.add(i);
        button.setAttribute('aria-pressed', !hidden.has(i));
        live.draw();
      });
      return button;
    });
    const scaling = html('button', { type: 'button', class: 'apart', 'aria-pressed': log }, 'Logarithmic');
    scaling.addEventListener('click', () => { log = !log; scaling.setAttribute('aria-pressed', log); live.draw(); });
    const reset = html('button', { type: 'button', hidden: '' }, 'Show all epochs');
    const zoom = (first, last) => {
      if (last - first < 1) return;
      [from, to] = [Math.max(0, first), Math.min(x.length - 1, last)];
      reset.hidden = from === 0 && to === x.length - 1;
      live.clear();
      live.draw();
      live.say(`Epochs ${x[from]} to ${x[to]}.`);
    };
    const showAll = () => zoom(0, x.length - 1);
    reset.addEventListener('click', () => { showAll(); figure.querySelector('.panels').focus({ preventScroll: true }); });

    const live = answer(figure, {
      hint: x.length > 2 ? 'Drag to zoom, double-click to reset. Keys: arrows move, + and − zoom, 0 resets.' : 'Arrow keys move.',
      tools: [...series.length > 1 ? legend : [], reset, falls.some(one => one.can) ? scaling : null],
      step: stepWithin(() => from, () => to),
      words: i => `Epoch ${x[i]}${i === best ? ', the best' : ''}. ` + panels.map(panel => `${panel.title}: ` + shown().filter(s => panel.values[s][i] !== null).map(s => `${series[s].name} ${short(panel.values[s][i])}`).join(', ')).join('. ') + '.',
      key: (key, at) => {
        const centre = at ?? Math.round((from + to) / 2), span = to - from;
        if (key === '+' || key === '=') zoom(Math.max(0, Math.round(centre - span / 4)), Math.min(x.length - 1, Math.round(centre + span / 4)));
        else if (key === '-' || key === '−') zoom(Math.max(0, centre - span), Math.min(x.length - 1, centre + span));
        else if (key === '0') showAll();
        else return false;
        return true;
      },
      panels: panels.map((panel, p) => ({
        title: panel.title,
        nearest: (scale, pixel) => from + nearestOf(x.slice(from, to + 1), scale.valueAt(pixel)),
        draw: (surface, width, height) => {
          const visible = shown().flatMap(i => panel.values[i].slice(from, to + 1)).filter(value => value !== null);
          const isLog = log && falls[p].can;
          const y = isLog ? aired(visible.map(Math.log)).map(Math.exp) : aired(visible);
          const scale = place(width, height, [x[from], x[to]], y, { log: isLog, y: isLog ? logTicks(...y) : ticks(...y, 6), x: to > from ? wholeTicks(x[from], x[to], Math.max(3, width / 70)) : [x[from]], title: 'epoch' });
          surface.append(scale.axes, ...shown().map(i => drawn(scale, panel.values[i], i)));
          const judge = judged(panel.values);
          if (best !== undefined && best >= from && best <= to && judge >= 0 && panel.values[judge][best] !== null) {
            const px = scale.x(x[best]), atRight = px > (scale.left + scale.right) / 2;
            surface.append(
              svg('path', { class: 'mark', d: `M${px} ${scale.top}V${scale.bottom}` }),
              svg('circle', { class: 'ring', cx: px, cy: scale.y(panel.values[judge][best]), r: 4.5 }),
              svg('text', { x: px + (atRight ? -6 : 6), y: scale.top + 8, 'text-anchor': atRight ? 'end' : 'start' }, `best: epoch ${x[best]}`));
          }
          return scale;
        },
        point: (i, overlay, scale) => {
          const px = scale.x(x[i]);
          overlay.append(svg('path', { class: 'cursor', d: `M${px} ${scale.top}V${scale.bottom}` }));
          const rows = shown().filter(s => panel.values[s][i] !== null);
          for (const s of rows) overlay.append(coloured(svg('circle', { class: 'dot', cx: px, cy: scale.y(panel.values[s][i]), r: 4.5 }), s));
          return [px, [html('b', {}, `Epoch ${x[i]}`), ...rows.map(s => coloured(line(series[s].name, short(panel.values[s][i])), s))]];
        },
      })),
      // A mouse zooms by dragging; a finger that drags moves the cursor.
      drag: (panel, all, pixel) => {
        let start = null;
        const bounded = event => Math.max(panel.scale.left, Math.min(panel.scale.right, pixel(event)[0]));
        panel.surface.addEventListener('pointerdown', event => {
          if (event.pointerType !== 'mouse' || event.button !== 0) return;
          start = bounded(event);
          panel.surface.setPointerCapture(event.pointerId);
        });
        panel.surface.addEventListener('pointermove', event => {
          if (start === null) return;
          const [a, b] = [start, bounded(event)].sort((one, other) => one - other);
          for (const other of all) {
            const left = other.scale.x(panel.scale.valueAt(a)), right = other.scale.x(panel.scale.valueAt(b));
            other.overlay.append(svg('rect', { class: 'drag', x: left, y: other.scale.top, width: right - left, height: other.scale.bottom - other.scale.top }));
          }
        });
        panel.surface.addEventListener('pointerup', event => {
          if (start === null) return;
          const [a, b] = [start, bounded(event)].sort((one, other) => one - other);
          start = null;
          if (b - a > 6) zoom(panel.nearest(panel.scale, a), panel.nearest(panel.scale, b));
        });
        panel.surface.addEventListener('pointercancel', () => { start = null; });
        panel.surface.addEventListener('dblclick', showAll);
      },
    });
  };

  // --- Predicted against true ---------------------------------------------------------------------------------------

  const scatter = (figure, spec) => {
    const { x, y, rows, xTitle, yTitle } = spec;
    // Keys go through the points from left to right.
    const order = x.map((_, i) => i).sort((a, b) => x[a] - x[b] || y[a] - y[b]);
    answer(figure, {
      hint: 'Arrow keys go from point to point.',
      step: stepWithin(() => 0, () => order.length - 1),
      words: k => `Row ${rows[order[k]]}: ${xTitle} ${short(x[order[k]])}, ${yTitle} ${short(y[order[k]])}.`,
      panels: [{
        title: figure.getAttribute('aria-label'),
        nearest: (scale, px, py) => order.reduce((best, i, k) => {
          const far = (scale.x(x[i]) - px) ** 2 + (scale.y(y[i]) - py) ** 2;
          return far < best.far ? { k, far } : best;
        }, { k: 0, far: Infinity }).k,
        draw: (surface, width, height) => {
          const ax = aired(x), ay = aired(y);
          const scale = place(width, height, ax, ay, { x: ticks(...ax, Math.max(3, width / 80)), y: ticks(...ay, 5), title: xTitle });
          const low = Math.max(ax[0], ay[0]), high = Math.min(ax[1], ay[1]);
          surface.append(scale.axes,
            high > low ? svg('path', { class: 'ideal', d: `M${scale.x(low)} ${scale.y(low)}L${scale.x(high)} ${scale.y(high)}` }) : svg('g'),
            ...x.map((value, i) => svg('circle', { class: 'point', cx: scale.x(value).toFixed(1), cy: scale.y(y[i]).toFixed(1), r: x.length > 300 ? 2.5 : 3.5 })));
          return scale;
        },
        point: (k, overlay, scale) => {
          const i = order[k], px = scale.x(x[i]);
          overlay.append(svg('circle', { class: 'point at', cx: px, cy: scale.y(y[i]), r: 5.5 }));
          return [px, [html('b', {}, `Row ${rows[i]}`), line(xTitle, short(x[i])), line(yTitle, short(y[i])), line('error', short(y[i] - x[i]))]];
        },
      }],
    });
  };

  // --- Histogram ----------------------------------------------------------------------------------------------------

  const histogram = (figure, spec) => {
    const { edges, counts, xTitle } = spec;
    const range = i => `${short(edges[i])} to ${short(edges[i + 1])}`, many = i => `${short(counts[i])} ${counts[i] === 1 ? 'row' : 'rows'}`;
    answer(figure, {
      hint: 'Arrow keys go from bar to bar.',
      step: stepWithin(() => 0, () => counts.length - 1),
      words: i => `${range(i)}: ${many(i)}.`,
      panels: [{
        title: figure.getAttribute('aria-label'),
        nearest: (scale, px) => Math.max(0, Math.min(counts.length - 1, edges.findLastIndex(edge => edge <= scale.valueAt(px)))),
        draw: (surface, width, height) => {
          const y = [0, Math.max(...counts) * 1.06], x = [edges[0], edges.at(-1)];
          const scale = place(width, height, x, y, { x: ticks(...x, Math.max(3, width / 80)), y: wholeTicks(...y, 5), title: xTitle });
          surface.append(scale.axes, ...counts.map((count, i) => svg('rect', { class: 'column', x: scale.x(edges[i]) + 0.5, y: scale.y(count), width: Math.max(1, scale.x(edges[i + 1]) - scale.x(edges[i]) - 1), height: scale.bottom - scale.y(count) })),
            edges[0] < 0 && edges.at(-1) > 0 ? svg('path', { class: 'ideal', d: `M${scale.x(0)} ${scale.top}V${scale.bottom}` }) : svg('g'));
          return scale;
        },
        point: (i, overlay, scale) => {
          overlay.append(svg('rect', { class: 'column at', x: scale.x(edges[i]) + 0.5, y: scale.y(counts[i]), width: scale.x(edges[i + 1]) - scale.x(edges[i]) - 1, height: scale.bottom - scale.y(counts[i]) }));
          return [scale.x((edges[i] + edges[i + 1]) / 2), [html('b', {}, many(i)), html('span', {}, range(i))]];
        },
      }],
    });
  };

  // --- Confusion matrix: the table is there already; it learns to tell in words what is pointed at -------------------

  const matrix = table => {
    const frame = table.closest('.scroll'), body = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells];
    const cells = body.map(row => [...row.cells].slice(1)), size = cells.length;
    const totals = cells.map(row => row.reduce((sum, cell) => sum + +cell.textContent, 0));
    const quiet = 'Point at a cell, or use the arrow keys, and it is told in words.';
    const readout = html('p', { class: 'readout', role: 'status', 'aria-live': 'polite' }, quiet);
    frame.after(readout);
    let at = null;

    const name = i => body[i].cells[0].textContent;
    const show = to => {
      if (at) for (const node of [cells[at[0]][at[1]], body[at[0]].cells[0], heads[at[1] + 1]]) node.classList.remove('at');
      at = to;
      if (!at) { readout.textContent = quiet; return; }
      const [truth, answer] = at, count = +cells[truth][answer].textContent;
      for (const node of [cells[truth][answer], body[truth].cells[0], heads[answer + 1]]) node.classList.add('at');
      const share = totals[truth] ? ` (${(100 * count / totals[truth]).toFixed(1)} %)` : '';
      readout.textContent = `${short(count)} of ${short(totals[truth])} rows of “${name(truth)}” were ${truth === answer ? 'recognised' : `taken for “${name(answer)}”`}${share}.`;
    };
    table.addEventListener('pointerover', event => {
      const cell = event.target.closest('tbody td');
      if (cell) show([cell.parentElement.sectionRowIndex, cell.cellIndex - 1]);
    });
    table.addEventListener('pointerleave', () => show(null));
    const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    frame.addEventListener('keydown', event => {
      if (event.key === 'Escape') { show(null); return; }
      const step = steps[event.key];
      if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
      const within = one => Math.max(0, Math.min(size - 1, one));
      show(at ? [within(at[0] + step[0]), within(at[1] + step[1])] : [0, 0]);
      cells[at[0]][at[1]].scrollIntoView({ block: 'nearest', inline: 'nearest' });
      event.preventDefault();
    });
    frame.addEventListener('blur', () => show(null));
  };

  // --- Tables that can be sorted by their heads ----------------------------------------------------------------------

  const sorts = table => {
    const number = text => parseFloat(text.replaceAll(',', '').replace('−', '-'));
    for (const head of table.tHead.rows[0].cells) {
      const button = html('button', { type: 'button' }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const rises = head.getAttribute('aria-sort') !== 'ascending', i = head.cellIndex, numeric = head.classList.contains('n');
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', rises ? 'ascending' : 'descending');
        const order = [...table.tBodies[0].rows].map(row => [numeric ? number(row.cells[i].textContent) : row.cells[i].textContent.toLowerCase(), row]);
        order.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (rises ? 1 : -1));
        table.tBodies[0].append(...order.map(([, row]) => row));
      });
    }
  };

  // --- All together -------------------------------------------------------------------------------------------------

  const kinds = { lines, scatter, histogram };
  for (const [id, spec] of Object.entries(charts)) {
    const figure = document.getElementById(id);
    kinds[spec.kind](figure, spec);
    figure.querySelector('details').open = false;
  }
  document.querySelectorAll('table.matrix').forEach(matrix);
  document.querySelectorAll('table[data-sorts]').forEach(sorts);

  // The section that is being read is marked among the links.
  const links = new Map([...document.querySelectorAll('nav a')].map(link => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries)
      if (isIntersecting) {
        for (const link of links.values()) link.removeAttribute('aria-current');
        links.get(target.id).setAttribute('aria-current', 'true');
      }
  }, { rootMargin: '-20% 0px -75% 0px' });
  document.querySelectorAll('main > section').forEach(section => seen.observe(section));
})();
