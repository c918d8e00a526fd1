-- How trades are placed that leave it to us (AUTO).

alter table order_intent add column chosen jsonb,
  add constraint order_intent_chosen_is_a_mode check (
    chosen is null
    or (purpose = 'ENTRY' and chosen ->> 'why' is not null
        and chosen ->> 'mode' in ('PARALLEL', 'HEDGE_FIRST', 'SEQUENTIAL', 'COMBO')));
comment on column order_intent.chosen is
  'Of the first orders of an AUTO trade: the mode in which the whole trade is placed, and why';
