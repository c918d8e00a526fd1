-- What people vouched for: orders that were over, and that nobody could prove.

create table settlement (
  order_ref       text primary key references order_intent (order_ref),
  account         text not null,
  executed        numeric not null check (executed >= 0 and executed = trunc(executed)),
  average_price   numeric check (average_price > 0),
  operator        text not null check (operator <> ''),
  reason          text not null check (reason <> ''),
  at              timestamptz not null default now(),
  constraint settlement_price_of_what_executed check ((average_price is null) = (executed = 0))
);
comment on table settlement is
  'A person''s word for what became of an order; takes the place of a proof, never changed';
comment on column settlement.executed is
  'Shares or contracts in all; what the venue told no execution of is a fill with the id "manual …"';
comment on column settlement.average_price is 'Of all of it, USD per share; null where nothing executed';
