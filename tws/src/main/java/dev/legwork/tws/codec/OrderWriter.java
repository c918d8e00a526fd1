package dev.legwork.tws.codec;

import dev.legwork.tws.codec.Run.Slot;
import dev.legwork.tws.message.DeltaNeutralContract;
import dev.legwork.tws.message.OrderComboLeg;
import dev.legwork.tws.message.OrderCondition;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.util.List;

/** Writes an order along a layout. */
final class OrderWriter implements OrderWire {
  private static final String UNSET_MARGIN = Run.LARGEST_DOUBLE;

  private final FrameWriter out;
  private final TwsOrder order;

  OrderWriter(FrameWriter out, TwsOrder order) {
    this.out = out;
    this.order = order;
  }

  @Override
  public void slots(Slot[] run) {
    for (Slot slot : run) {
      slot(slot);
    }
  }

  @Override
  public boolean slot(Slot slot) {
    Object value = order.get(slot.field());
    if (value == null || value.equals("")) {
      out.unsetBytes(slot.unset());
      return slot.unset().length > 0;
    }
    switch (slot.field().kind()) {
      case TEXT -> out.text((String) value);
      case INTEGER -> out.number((Integer) value);
      case LONG -> out.number((Long) value);
      case DECIMAL -> out.decimal((BigDecimal) value);
      case FLAG -> out.flag((Boolean) value);
      case TAG_LIST -> tagList((List<?>) value);
      case STRUCTURED -> throw new IllegalArgumentException("no single field: " + slot.field());
    }
    return true;
  }

  private void tagList(List<?> tags) {
    for (Object element : tags) {
      TagValue tag = (TagValue) element;
      if (tag.tag().indexOf(';') >= 0 || tag.value().indexOf(';') >= 0) {
        throw out.unencodable("tag list element contains a semicolon");
      }
      out.part(tag.tag()).part("=").part(tag.value()).part(";");
    }
    out.blank();
  }

  @Override
  public boolean positive(Slot slot) {
    slot(slot);
    return order.get(slot.field()) instanceof BigDecimal value && value.signum() > 0;
  }

  @Override
  public int integer(String name, int value) {
    out.number(value);
    return value;
  }

  @Override
  public long longNumber(String name, long value) {
    out.number(value);
    return value;
  }

  @Override
  public String text(String name, String value) {
    out.text(value);
    return value;
  }

  @Override
  public BigDecimal decimal(String name, BigDecimal value) {
    out.decimal(value);
    return value;
  }

  @Override
  public void dead(String name) {
    out.blank();
  }

  @Override
  public TwsContract requestContract(TwsContract contract) {
    ContractFields.write12(out, contract);
    return contract;
  }

  @Override
  public TwsContract answerContract(TwsContract contract) {
    ContractFields.write11(out, contract, contract.exchange(), "?");
    return contract;
  }

  @Override
  public TwsContract legs(TwsContract contract) {
    ContractFields.writeLegs(out, contract.comboLegs());
    return contract;
  }

  @Override
  public void legPrices() {
    List<OrderComboLeg> prices = order.comboLegPrices();
    out.number(prices.size());
    prices.forEach(leg -> out.decimal(leg.price()));
  }

  @Override
  public void tags(OrderField<List<TagValue>> field) {
    List<TagValue> tags = order.get(field);
    ContractFields.writeTags(out, tags == null ? List.of() : tags);
  }

  @Override
  public void deltaNeutralContract() {
    DeltaNeutralContract contract = order.get(OrderField.DELTA_NEUTRAL_CONTRACT);
    out.flag(contract != null);
    if (contract != null) {
      out.number(contract.conId()).decimal(contract.delta(), "0").decimal(contract.price(), "0");
    }
  }

  @Override
  public void conditions() {
    List<OrderCondition> conditions = order.conditions();
    out.number(conditions.size());
    if (!conditions.isEmpty()) {
      conditions.forEach(condition -> Conditions.write(out, condition));
      out.flag(order.isTrue(OrderField.CONDITIONS_IGNORE_RTH));
      out.flag(order.isTrue(OrderField.CONDITIONS_CANCEL_ORDER));
    }
  }

  @Override
  public boolean competeOffset() {
    boolean upToMid = order.isTrue(OrderField.COMPETE_UP_TO_MID);
    if (upToMid) {
      out.text("Infinity");
    } else {
      out.decimal(order.get(OrderField.COMPETE_AGAINST_BEST_OFFSET));
    }
    return upToMid;
  }

  @Override
  public OrderStateFields state(OrderStateFields s) {
    out.text(s.status());
    out.decimal(s.initMarginBefore(), UNSET_MARGIN);
    out.decimal(s.maintMarginBefore(), UNSET_MARGIN);
    out.decimal(s.equityWithLoanBefore(), UNSET_MARGIN);
    out.decimal(s.initMarginChange(), UNSET_MARGIN);
    out.decimal(s.maintMarginChange(), UNSET_MARGIN);
    out.decimal(s.equityWithLoanChange(), UNSET_MARGIN);
    out.decimal(s.initMarginAfter(), UNSET_MARGIN);
    out.decimal(s.maintMarginAfter(), UNSET_MARGIN);
    out.decimal(s.equityWithLoanAfter(), UNSET_MARGIN);
    out.decimal(s.commission()).decimal(s.minCommission()).decimal(s.maxCommission());
    out.text(s.commissionCurrency()).text(s.warningText());
    return s;
  }

  @Override
  public String carried(OrderField<String> field) {
    return order.text(field);
  }
}
