// An independent client of the TWS protocol trades against the simulated gateway, and what it saw is
// compared with the gateway's own ledger. Usage: node independent-client.js PORT CONTROL_PORT
"use strict";

const assert = require("node:assert/strict");
const { IBApi, EventName, Stock, Option, SecType, OrderAction, OrderType, TimeInForce } =
  require("@stoqey/ib");

const [port, controlPort] = process.argv.slice(2).map(Number);
const PATIENCE_MS = 15_000;
const EXPIRY = "20991218";
const ACCOUNT = "DU1000001";
const put = new Option("TWX", EXPIRY, 70, "P", "SMART", "USD");
const call = new Option("TWX", EXPIRY, 70, "C", "SMART", "USD");
const stock = new Stock("TWX", "SMART", "USD");

const ib = new IBApi({ host: "127.0.0.1", port });
const seen = [];
const waiting = [];

for (const name of Object.values(EventName)) {
  if (name !== EventName.all) {
    ib.on(name, (...args) => {
      seen.push({ name, args });
      waiting.forEach((check) => check());
    });
  }
}

/** The first event of this name that satisfies the condition, among past ones too. */
function event(name, condition = () => true) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no ${name} as expected; errors: ${JSON.stringify(errors())}`)),
      PATIENCE_MS,
    );
    const check = () => {
      const hit = seen.find((e) => e.name === name && condition(...e.args));
      if (hit) {
        clearTimeout(timer);
        waiting.splice(waiting.indexOf(check), 1);
        resolve(hit.args);
      }
    };
    waiting.push(check);
    check();
  });
}

const errors = () => seen.filter((e) => e.name === EventName.error).map((e) => String(e.args));
const all = (name) => seen.filter((e) => e.name === name).map((e) => e.args);
const error = (id, code) => event(EventName.error, (e, c, i) => c === code && i === id);

async function control(method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${controlPort}${path}`, {
    method,
    body: body && JSON.stringify(body),
  });
  assert.equal(answer.status, 200, `${method} ${path}: ${answer.status}`);
  return answer.json();
}

function quote(contract, bid, bidSize, ask, askSize) {
  return control("POST", "/quotes", { contract, bid, bidSize, ask, askSize });
}

const leg = (right) => ({ type: "OPTION", symbol: "TWX", expiry: "2099-12-18", strike: "70", right });
const limitOrder = (action, totalQuantity, lmtPrice, more = {}) => ({
  action,
  totalQuantity,
  lmtPrice,
  orderType: OrderType.LMT,
  tif: TimeInForce.DAY,
  account: ACCOUNT,
  transmit: true,
  ...more,
});

async function main() {
  await quote({ type: "STOCK", symbol: "TWX" }, "69.48", 500, "69.50", 300);
  await quote(leg("PUT"), "1.18", 10, "1.20", 10);
  await quote(leg("CALL"), "0.98", 10, "1.00", 10);

  ib.connect(7);
  const [accounts] = await event(EventName.managedAccounts);
  assert.equal(accounts.split(",").length, 10, "ten accounts");
  const [firstId] = await event(EventName.nextValidId);
  let id = firstId;

  ib.reqContractDetails(1001, put);
  const [, details] = await event(EventName.contractDetails, (r) => r === 1001);
  await event(EventName.contractDetailsEnd, (r) => r === 1001);
  assert.equal(details.contract.localSymbol, "TWX   991218P00070000");
  assert.equal(details.contract.multiplier, 100);
  ib.reqContractDetails(1002, call);
  const [, callDetails] = await event(EventName.contractDetails, (r) => r === 1002);
  ib.reqContractDetails(1003, stock);
  const [, stockDetails] = await event(EventName.contractDetails, (r) => r === 1003);
  assert.equal(details.underConId, stockDetails.contract.conId);
  ib.reqContractDetails(1004, new Stock("NOSUCH", "SMART", "USD"));
  await error(1004, 200);

  ib.reqSecDefOptParams(1005, "TWX", "", SecType.STK, stockDetails.contract.conId);
  const [, , , , multiplier, expirations, strikes] = await event(
    EventName.securityDefinitionOptionParameter,
  );
  assert.deepEqual([String(multiplier), expirations, strikes], ["100", [EXPIRY], [70]]);

  ib.reqMktData(2001, put, "", false, false);
  await event(EventName.tickPrice, (r, type, price) => r === 2001 && type === 1 && price === 1.18);
  await event(EventName.tickPrice, (r, type, price) => r === 2001 && type === 2 && price === 1.2);
  ib.reqMktData(2002, stock, "", true, false);
  await event(EventName.tickSnapshotEnd, (r) => r === 2002);

  const whatIf = id++;
  ib.placeOrder(whatIf, put, limitOrder(OrderAction.BUY, 1, 1.2, { whatIf: true }));
  const [, , , state] = await event(EventName.openOrder, (i) => i === whatIf);
  assert.equal(Number(state.initMarginChange), 120, "100 % of the premium");
  assert.equal(Number(state.commission), 1);

  const filling = id++;
  ib.placeOrder(filling, put, limitOrder(OrderAction.BUY, 2, 1.25, { orderRef: "independent/1" }));
  await event(EventName.orderStatus, (i, status) => i === filling && status === "Filled");
  const [, execContract, exec] = await event(
    EventName.execDetails,
    (r, c, e) => e.orderId === filling,
  );
  assert.equal(execContract.conId, details.contract.conId);
  assert.deepEqual(
    [exec.side, exec.shares, exec.price, exec.orderRef],
    ["BOT", 2, 1.2, "independent/1"],
    "at the quote, not at the limit",
  );
  const [report] = await event(EventName.commissionReport, (c) => c.execId === exec.execId);
  assert.equal(report.commission, 1.3);

  const resting = id++;
  ib.placeOrder(resting, put, limitOrder(OrderAction.BUY, 1, 1.0));
  await event(EventName.orderStatus, (i, status) => i === resting && status === "Submitted");
  ib.reqAllOpenOrders();
  await event(EventName.openOrderEnd);
  ib.cancelOrder(resting);
  await error(resting, 202);
  await event(EventName.orderStatus, (i, status) => i === resting && status === "Cancelled");
  ib.cancelOrder(resting);
  await error(resting, 10148);

  const offTick = id++;
  ib.placeOrder(offTick, put, limitOrder(OrderAction.BUY, 1, 1.203));
  await error(offTick, 110);
  ib.placeOrder(filling, put, limitOrder(OrderAction.BUY, 1, 1.2));
  await error(filling, 103);

  const combo = id++;
  const bag = {
    symbol: "TWX",
    secType: SecType.BAG,
    currency: "USD",
    exchange: "SMART",
    comboLegs: [
      { conId: stockDetails.contract.conId, ratio: 100, action: "BUY", exchange: "SMART" },
      { conId: details.contract.conId, ratio: 1, action: "BUY", exchange: "SMART" },
      { conId: callDetails.contract.conId, ratio: 1, action: "SELL", exchange: "SMART" },
    ],
  };
  ib.placeOrder(combo, bag, limitOrder(OrderAction.BUY, 1, 69.72));
  await event(EventName.orderStatus, (i, status) => i === combo && status === "Filled");
  const rows = all(EventName.execDetails).filter(([, , e]) => e.orderId === combo);
  assert.deepEqual(
    rows.map(([, c, e]) => [c.secType, e.side, e.shares, e.price]),
    [
      ["BAG", "BOT", 1, 69.72],
      ["STK", "BOT", 100, 69.5],
      ["OPT", "BOT", 1, 1.2],
      ["OPT", "SLD", 1, 0.98],
    ],
  );

  ib.reqExecutions(3001, {});
  await event(EventName.execDetailsEnd, (r) => r === 3001);
  const replayed = all(EventName.execDetails).filter(([r]) => r === 3001);
  assert.equal(replayed.length, 5);
  ib.reqCompletedOrders(false);
  await event(EventName.completedOrdersEnd);
  const completed = all(EventName.completedOrder).map(([, , s]) => s.status);
  assert.deepEqual(completed, ["Filled", "Cancelled", "Filled"]);

  ib.reqPositions();
  await event(EventName.positionEnd);
  const positions = new Map(all(EventName.position).map(([, c, q]) => [c.conId, q]));
  assert.equal(positions.get(stockDetails.contract.conId), 100);
  assert.equal(positions.get(details.contract.conId), 3);
  assert.equal(positions.get(callDetails.contract.conId), -1);

  ib.reqAccountSummary(4001, "All", "NetLiquidation,AvailableFunds,TotalCashValue");
  await event(EventName.accountSummaryEnd, (r) => r === 4001);
  const cash = all(EventName.accountSummary).find(
    ([r, account, tag]) => r === 4001 && account === ACCOUNT && tag === "TotalCashValue",
  );

  const ledger = await control("GET", "/fills");
  assert.deepEqual(
    ledger.map((f) => f.execId),
    replayed.map(([, , e]) => e.execId),
  );
  const [account] = await control("GET", "/accounts");
  assert.equal(Number(cash[3]), Number(account.cash));
  ib.disconnect();
  console.log(`independent client: ${seen.length} events, all as expected`);
}

main().then(
  () => process.exit(0),
  (problem) => {
    console.error(problem);
    process.exit(1);
  },
);
