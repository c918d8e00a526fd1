// Draws what stands in the page's data; the tables tell the same to those who see no charts.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const plots = {};
  window.legworkCharts = plots;

  Chart.defaults.color = colour('--quiet');
  Chart.defaults.borderColor = colour('--line');
  Chart.defaults.font.family = 'system-ui, sans-serif';
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;

  const DECISIONS = 'decisions';
  const opens = (order) => order.purpose === 'ENTRY' || order.purpose === 'COMPLETION';

  /** A bar for each order's life, from its write to its end. */
  function lives(orders) {
    return orders.filter((order) => order.writtenMillis !== null && order.endedMillis !== null)
      .map((order) => ({
        label: order.orderRef,
        data: [order.writtenMillis, order.endedMillis].map((x) => ({ x, y: order.leg })),
        showLine: true,
        pointRadius: 0,
        borderWidth: 8,
        borderCapStyle: 'round',
        borderColor: `${colour(opens(order) ? '--accent' : '--warn')}55`,
        order: 2,
      }));
  }

  function fills(orders, entering) {
    return {
      label: entering ? 'filled' : 'closed',
      data: orders.filter((order) => opens(order) === entering).flatMap((order) =>
        order.fills.map((fill) => ({
          x: fill.millis,
          y: order.leg,
          text: `${order.side} ${fill.quantity} @ ${fill.price} (${order.orderRef})`,
        }))),
      pointStyle: entering ? 'circle' : 'rect',
      pointRadius: 6,
      backgroundColor: colour(entering ? '--good' : '--warn'),
      order: 1,
    };
  }

  function decisions(lines) {
    return {
      label: DECISIONS,
      data: lines.map((line) => ({
        x: line.sinceStartMillis,
        y: DECISIONS,
        text: `${line.event} ${line.detail ?? ''}`,
      })),
      pointStyle: 'rectRot',
      pointRadius: 6,
      backgroundColor: colour('--accent'),
      order: 1,
    };
  }

  function drawLegs(canvas) {
    plots.legs = new Chart(canvas, {
      type: 'scatter',
      data: {
        datasets: [fills(data.orders, true), fills(data.orders, false),
          decisions(data.decisions), ...lives(data.orders)],
      },
      options: {
        scales: {
          x: { title: { display: true, text: 'ms since the trade was accepted' } },
          y: { type: 'category', labels: [...data.lanes, DECISIONS], offset: true },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            callbacks: {
              label: (item) => `+${item.parsed.x} ms ${item.raw.text ?? item.dataset.label}`,
            },
          },
        },
      },
    });
  }

  function line(label, name, points, dashed) {
    return {
      label,
      data: points,
      borderColor: colour(name),
      backgroundColor: colour(name),
      borderDash: dashed ? [6, 4] : [],
      borderWidth: 2,
      pointRadius: 3,
    };
  }

  function drawPayoff(canvas) {
    const points = (of) => data.payoff.filter((point) => point[of] !== null)
      .map((point) => ({ x: Number(point.price), y: Number(point[of]) }));
    plots.payoff = new Chart(canvas, {
      type: 'line',
      data: {
        datasets: [line('before, as expected', '--quiet', points('expected'), true),
          line('after, as executed', '--accent', points('actual'), false)],
      },
      options: {
        scales: {
          x: { type: 'linear', title: { display: true, text: 'underlying, USD per share' } },
          y: { title: { display: true, text: 'profit at expiry, USD' }, grace: '10%' },
        },
        plugins: { legend: { labels: { usePointStyle: true, pointStyle: 'line' } } },
      },
    });
  }

  function drawEarned(canvas) {
    let sum = 0;
    const sums = data.map((trade) => {
      sum += Number(trade.net);
      return sum;
    });
    plots.earned = new Chart(canvas, {
      type: 'line',
      data: {
        labels: data.map((trade) => trade.id),
        datasets: [{ ...line('net, USD', '--accent', sums, false), stepped: true }],
      },
      options: { plugins: { legend: { display: false } } },
    });
  }

  const draw = { legs: drawLegs, payoff: drawPayoff, earned: drawEarned };
  for (const [id, how] of Object.entries(draw)) {
    const canvas = document.getElementById(id);
    if (canvas !== null) how(canvas);
  }
})();
