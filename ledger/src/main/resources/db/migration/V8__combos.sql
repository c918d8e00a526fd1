-- Orders of all legs together: combos.

alter table order_intent drop constraint order_intent_limit_price_check;
alter table order_intent add constraint order_intent_limit_price_check
  check (limit_price > 0 or contract ? 'legs');
alter table order_intent add column leg_prices jsonb;
alter table order_intent add constraint order_intent_combo_is_named_so
  check (not (contract ? 'legs') or leg = 'combo');
comment on column order_intent.leg is 'The leg that it trades; "combo" for an order of all legs';
comment on column order_intent.contract is
  'The instrument, with its price steps of that day; of a combo its legs with theirs';
comment on column order_intent.quantity is 'Shares of a stock, contracts of an option, units of a combo';
comment on column order_intent.limit_price is
  'USD per share; of a combo its net, which may be 0 or negative';
comment on column order_intent.leg_prices is
  'expected_price of each leg of a combo, by leg name; null for an order of one leg';

create view traded_contract as
  select order_ref, execution_id, account, leg, cast(contract ->> 'conId' as bigint) as con_id,
    contract ->> 'localSymbol' as label, quantity, false as is_part
  from order_intent where not contract ? 'legs'
  union all
  select order_ref, execution_id, account, part ->> 'name',
    cast(part -> 'instrument' ->> 'conId' as bigint), part -> 'instrument' ->> 'localSymbol',
    quantity * cast(part ->> 'ratio' as integer), true
  from order_intent, jsonb_array_elements(contract -> 'legs') as part where contract ? 'legs';
comment on view traded_contract is 'What each order trades of each leg: one row, or one a leg of a combo';
comment on column traded_contract.quantity is 'Shares or contracts ordered of the leg';

alter table fill add column con_id bigint not null default 0;
comment on column fill.con_id is
  'The broker''s number of the contract that traded; 0: not told, the contract of the order';
-- The view has the columns that the table had when it was made; new ones come at its end.
create or replace view effective_fill as
  select distinct on (execution_id, order_ref, exec_key) * from fill
  order by execution_id, order_ref, exec_key, revision desc, sequence desc;

create view leg_fill as
  select fill.*, part.leg, part.con_id as contract_id
  from effective_fill as fill
  join traded_contract as part on part.order_ref = fill.order_ref
    and (not part.is_part or part.con_id = fill.con_id);
comment on view leg_fill is
  'What counts, with the leg and the contract that traded: of a combo the legs'' executions';
