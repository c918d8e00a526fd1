// Shows executions as the ledger has them. Events say when to look; what is shown is always read
// from the API, so that a missed event costs at most a moment.

const PAGE = 50;
const MOST_KEPT = 1000;
const SLOW_POLL_MS = 5000;
const STALE_MS = 30000; // a late execution or a recovery changes trades that have ended
const LOCK_POLL_MS = 2000;
const STATES = [
  'RECEIVED', 'VALIDATED', 'AWAITING_LOCK', 'PREFLIGHT', 'PLACING', 'WORKING', 'COMPLETING',
  'HEDGING', 'UNWINDING', 'WAITING_MARKET', 'REJECTED', 'NOT_FILLED', 'COMMITTED', 'UNWOUND',
  'RESIDUAL',
];

const $ = (id) => document.getElementById(id);
const views = new Map(); // execution id -> its full view
const readAt = new Map(); // execution id -> when its view was read
const open = new Set(); // ids of executions whose details are shown
const changedWhileRead = new Set(); // ids of alerts that somebody meant to have seen
let shown = []; // items of the list, newest first
let cursor = null;
let wanted = PAGE; // rows to show

/** An element; text is always text, never markup. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

async function read(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

function text(value) {
  return value === null || value === undefined ? '–' : String(value);
}

/** Money as people read it: at least two decimals. */
function money(value) {
  if (value === null || value === undefined) return '–';
  const [whole, fraction = ''] = String(value).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

function took(from, to) {
  if (!to) return '…';
  const ms = Date.parse(to) - Date.parse(from);
  return ms < 10000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function table(titles, rows, className) {
  const cell = (tag, title, value) =>
    el(tag, { class: title.startsWith('>') ? 'n' : null }, value);
  return el('table', { class: className },
    el('thead', {}, el('tr', {}, ...titles.map((t) => cell('th', t, t.replace('>', ''))))),
    el('tbody', {}, ...rows.map((row) =>
      el('tr', {}, ...row.map((value, i) => cell('td', titles[i], text(value)))))));
}

function details(view) {
  // The legs of a combo share its reference and its net limit.
  const orders = view.legs.flatMap((leg) => leg.orders.map((order) => (order.combo
    ? { ...order, orderRef: `${order.orderRef} (${leg.name})` } : order)));
  const parts = [
    table(['Leg', 'Side', '>Ratio', '>Executed', '>Average', '>Held'],
      view.legs.map((leg) => [leg.name, leg.action, leg.ratio, leg.executed,
        money(leg.averagePrice), leg.position])),
  ];
  if (orders.length > 0) {
    parts.push(table(
      ['Order', '>Id', 'Purpose', 'Side', '>Quantity', '>Limit', 'State', '>Executed', '>Average'],
      orders.map((o) => [o.orderRef, o.orderId, o.purpose, o.side, o.quantity,
        o.combo ? `net ${money(o.combo.limit)}` : money(o.limit), o.state, o.executed, money(o.averagePrice)])));
  }
  if (view.timeline.length > 0) {
    parts.push(table(['>ms', 'Event', 'Leg', 'Detail'],
      view.timeline.map((line) => [
        after(view, line.at), line.event, line.leg ?? '',
        line.heardAt ? `${line.detail ?? ''} [learned of at ${after(view, line.heardAt)}]`
          : line.detail])));
  }
  return parts;
}

/** Since the trade was accepted, ms. */
function after(view, instant) {
  return `+${Date.parse(instant) - Date.parse(view.acceptedAt)}`;
}

function row(item) {
  const view = views.get(item.id);
  const toggle = () => {
    if (!open.delete(item.id)) open.add(item.id);
    draw();
  };
  return el('tr', {
    class: 'row', tabindex: '0', 'aria-expanded': open.has(item.id),
    onclick: (event) => { if (event.target.tagName !== 'A') toggle(); },
    onkeydown: (event) => { if (event.key === 'Enter') toggle(); },
  },
  el('td', {}, el('span', { class: `state ${item.state}` }, item.state)),
  el('td', {}, item.id,
    item.reason ? el('div', { class: 'legs' }, `${item.reason.code} ${item.reason.detail}`) : null,
    ...item.residual.map((left) =>
      el('div', { class: 'impact BAD' }, `left: ${left.position} ${left.label}`))),
  el('td', {}, [item.strategy, item.underlying, `× ${item.quantity}`].filter(Boolean).join(' '),
    el('div', { class: 'legs' }, item.legs.join(', '))),
  el('td', {}, item.account),
  el('td', { class: 'n' }, money(view?.net.actual)),
  el('td', { class: 'n' }, money(item.netLimit)),
  el('td', { class: 'n' }, view ? money(view.fees) + (view.feesPending ? ' …' : '') : '–'),
  el('td', { class: 'n' }, took(item.acceptedAt, item.finishedAt)),
  el('td', {}, item.acceptedAt.replace('T', ' ').replace(/(\.\d{3})\d*Z$/, '$1').replace('Z', '')),
  el('td', {},
    item.finishedAt ? el('a', { href: item.links.report }, 'report') : null,
    item.finishedAt && item.links.temporal ? ' · ' : null,
    item.links.temporal ? el('a', { href: item.links.temporal }, 'workflow') : null));
}

function draw() {
  const rows = [];
  for (const item of shown) {
    rows.push(row(item));
    if (open.has(item.id)) {
      const view = views.get(item.id);
      rows.push(el('tr', { class: 'detail' },
        el('td', { colspan: '10' }, ...(view?.legs ? details(view) : ['loading…']))));
    }
  }
  $('executions').replaceChildren(...rows);
  $('nothing').hidden = shown.length > 0;
  $('more').hidden = cursor === null;
}

function query(after) {
  const parameters = new URLSearchParams({ limit: PAGE });
  if ($('state').value) parameters.set('state', $('state').value);
  if ($('account').value) parameters.set('account', $('account').value);
  if (after) parameters.set('cursor', after);
  return `/api/executions?${parameters}`;
}

/** Whether what is shown of an execution may be other than what the ledger has. */
function isStale(item) {
  const view = views.get(item.id);
  return !view || !item.finishedAt || view.feesPending || view.state !== item.state
    || view.finishedAt !== item.finishedAt || open.has(item.id)
    || Date.now() - readAt.get(item.id) > STALE_MS;
}

/** Reads the views that are missing or may have changed, a few at a time. */
async function readViews(items) {
  const stale = items.filter(isStale);
  for (let i = 0; i < stale.length; i += 6) {
    await Promise.allSettled(stale.slice(i, i + 6).map(async (item) => {
      const view = await read(`/api/executions/${encodeURIComponent(item.id)}`);
      readAt.set(item.id, Date.now());
      if (view.legs) views.set(item.id, view);
    }));
    draw();
  }
}

/**
 * Reads all that is shown anew, and on to the oldest row that somebody has asked for: new
 * executions push no row off the list.
 */
async function readList() {
  const oldest = wanted > PAGE ? shown.at(-1) : undefined;
  const isShort = (rows) => rows.length < wanted
    || (oldest && rows.length < MOST_KEPT && rows.at(-1).acceptedAt > oldest.acceptedAt);
  let page = await read(query(null));
  let rows = page.executions;
  while (page.nextCursor !== null && isShort(rows)) {
    page = await read(query(page.nextCursor));
    rows = rows.concat(page.executions);
  }
  shown = rows;
  cursor = page.nextCursor;
  draw();
  await readViews(shown);
}

function alert(item) {
  const seen = item.acknowledgedAt !== null;
  const acknowledge = async (event) => {
    event.preventDefault();
    const operator = new FormData(event.target).get('operator');
    const answer = await fetch(`/api/alerts/${item.id}/acknowledge`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ operator, changedAt: item.changedAt }),
    });
    document.activeElement.blur();
    if (answer.status === 409) changedWhileRead.add(item.id);
    await readAlerts();
  };
  return el('div', { class: `alert ${item.severity}${seen ? ' seen' : ''}` },
    el('b', {}, item.code),
    el('span', { class: 'text' }, changedWhileRead.has(item.id) && !seen
      ? 'It changed while you read it. ' : '', `${item.execution ?? item.account}: ${item.text}`),
    seen
      ? el('span', { class: 'quiet' }, `seen by ${item.acknowledgedBy}`)
      : el('form', { onsubmit: acknowledge },
        el('input', { name: 'operator', required: true, placeholder: 'your name',
          'aria-label': 'Your name' }),
        el('button', {}, 'Seen')));
}

async function readAlerts() {
  const { alerts, open: all } = await read('/api/alerts');
  // What somebody is typing stays.
  if ($('alerts').contains(document.activeElement) && document.activeElement.value) return;
  $('alerts').replaceChildren(...alerts.map(alert), ...(all > alerts.length
    ? [el('p', { class: 'quiet' }, `and ${all - alerts.length} more that are open`)] : []));
}

function lock(answer) {
  return el('div', { class: `lock ${answer.holder ? 'held' : ''}` },
    el('b', {}, answer.lock),
    answer.lost ? el('span', {}, 'LOST: its workflow was ended by force; last known:') : null,
    answer.holder
      ? el('span', {}, `${answer.holder} holds it, token ${answer.fencingToken}`)
      : el('span', { class: 'quiet' }, 'free'),
    answer.waiters.length === 0 ? null
      : el('ol', {}, ...answer.waiters.map((waiter) => el('li', {}, waiter.execution))));
}

async function readLocks(accounts, scope) {
  const names = scope === 'global' ? accounts.slice(0, 1) : accounts;
  const answers = await Promise.allSettled(names.map((name) => read(`/api/locks/${name}`)));
  $('locks').replaceChildren(...answers.map((answer, i) => (answer.status === 'fulfilled'
    ? lock(answer.value)
    : el('div', { class: 'lock' }, el('b', {}, names[i]),
      el('span', { class: 'quiet' }, 'no answer')))));
}

function reconciliation(item) {
  const age = item.ageSeconds === null ? 'never' : `${Math.round(Number(item.ageSeconds))} s ago`;
  const failed = item.latest && item.latest.outcome === 'FAILED' ? item.latest.detail : null;
  return el('div', { class: `lock ${item.stale ? 'stale' : ''}` },
    el('b', {}, item.account),
    el('span', { class: item.stale ? '' : 'quiet' },
      `${item.stale ? 'STALE, ' : ''}compared ${age}, ${item.openDivergences} divergences`),
    failed ? el('span', { class: 'quiet' }, failed) : null);
}

async function readReconciliations() {
  const { reconciliations } = await read('/api/reconciliations/latest');
  $('reconciliations').replaceChildren(...reconciliations.map(reconciliation));
  const { divergences } = await read('/api/divergences');
  $('divergences').replaceChildren(...(divergences.length === 0 ? [] : [table(
    ['Since (UTC)', 'Account', 'Kind', 'Detail', 'Accepted by'],
    divergences.map((one) => [one.firstSeen.replace('T', ' ').slice(0, 19), one.account,
      one.alarming ? `! ${one.kind}` : one.kind, one.detail, one.acceptedBy ?? '']),
    'divergences')]));
}

function isLive(live, words) {
  $('link').className = `link ${live ? 'live' : 'lost'}`;
  $('link').textContent = words;
}

/** Runs a task again and again, and never twice at once; asking for it early is harmless. */
function repeating(task, everyMs) {
  let timer = null;
  let running = false;
  let again = false;
  const run = async () => {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await task();
    } catch (error) {
      isLive(false, `no answer: ${error.message}`);
    }
    running = false;
    timer = setTimeout(run, again ? 200 : everyMs);
    again = false;
  };
  return run;
}

function listen(onExecution, onAlerts) {
  const events = new EventSource('/api/events');
  events.onopen = () => {
    isLive(true, 'live');
    onExecution();
    onAlerts();
  };
  events.onerror = () => isLive(false, 'the event stream is lost; reconnecting');
  events.addEventListener('execution', onExecution);
  events.addEventListener('alerts', onAlerts);
}

async function start() {
  STATES.forEach((state) => $('state').append(el('option', {}, state)));
  const list = repeating(readList, SLOW_POLL_MS);
  const alerts = repeating(readAlerts, SLOW_POLL_MS);
  for (const id of ['state', 'account']) {
    $(id).addEventListener('change', () => {
      shown = [];
      wanted = PAGE;
      list();
    });
  }
  $('more').addEventListener('click', () => {
    wanted = shown.length + PAGE;
    list();
  });
  listen(list, alerts);
  list();
  alerts();
  repeating(readReconciliations, SLOW_POLL_MS)();
  const { accounts, lockScope, temporalUi } = await read('/api/accounts');
  accounts.forEach((account) => $('account').append(el('option', {}, account)));
  if (temporalUi) {
    $('temporal').href = temporalUi;
    $('temporal').hidden = false;
  }
  repeating(() => readLocks(accounts, lockScope), LOCK_POLL_MS)();
}

start();
