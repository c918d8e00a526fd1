package dev.legwork.tws.codec;

import static dev.legwork.tws.message.OrderField.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.DeltaNeutralContract;
import dev.legwork.tws.message.OrderCondition;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.CompletedOrder;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks that only some orders have: where they stand, and that both sides agree on them. */
class ConditionalBlocksTest {
  private static final TwsContract STOCK =
      TwsContract.builder().conId(265598).symbol("AAPL").secType("STK").exchange("SMART").build();
  private static final int FIELDS_WITHOUT_BLOCKS = 114;

  private final FrameWriter out = new FrameWriter();

  @Test
  void placeOrderWithoutBlocksHas114Fields() {
    assertThat(placed(STOCK, limit())).hasSize(FIELDS_WITHOUT_BLOCKS);
  }

  @Test
  void deltaNeutralOrderTypeBringsEightFieldsAfterItsAuxPrice() {
    TwsOrder.Builder order =
        limit()
            .set(DELTA_NEUTRAL_ORDER_TYPE, "LMT")
            .set(DELTA_NEUTRAL_AUX_PRICE, n("1.5"))
            .set(DELTA_NEUTRAL_CON_ID, 31)
            .set(DELTA_NEUTRAL_SETTLING_FIRM, "sf")
            .set(DELTA_NEUTRAL_CLEARING_ACCOUNT, "ca")
            .set(DELTA_NEUTRAL_CLEARING_INTENT, "ci")
            .set(DELTA_NEUTRAL_OPEN_CLOSE, "O")
            .set(DELTA_NEUTRAL_SHORT_SALE, true)
            .set(DELTA_NEUTRAL_SHORT_SALE_SLOT, 2)
            .set(DELTA_NEUTRAL_DESIGNATED_LOCATION, "loc");
    List<String> fields = placed(STOCK, order);
    assertThat(fields).hasSize(FIELDS_WITHOUT_BLOCKS + 8);
    assertThat(fields.subList(64, 74))
        .containsExactly("LMT", "1.5", "31", "sf", "ca", "ci", "O", "1", "2", "loc");
    survivesBothWays(STOCK, order);
  }

  @Test
  void scaleIncrementAboveZeroBringsSevenFields() {
    TwsOrder.Builder order =
        limit()
            .set(SCALE_INIT_LEVEL_SIZE, 5)
            .set(SCALE_SUBS_LEVEL_SIZE, 6)
            .set(SCALE_PRICE_INCREMENT, n("0.05"))
            .set(SCALE_PRICE_ADJUST_VALUE, n("0.01"))
            .set(SCALE_PRICE_ADJUST_INTERVAL, 60)
            .set(SCALE_PROFIT_OFFSET, n("0.2"))
            .set(SCALE_AUTO_RESET, true)
            .set(SCALE_INIT_POSITION, 7)
            .set(SCALE_INIT_FILL_QTY, 8)
            .set(SCALE_RANDOM_PERCENT, true);
    List<String> fields = placed(STOCK, order);
    assertThat(fields).hasSize(FIELDS_WITHOUT_BLOCKS + 7);
    assertThat(fields.subList(70, 80))
        .containsExactly("5", "6", "0.05", "0.01", "60", "0.2", "1", "7", "8", "1");
    survivesBothWays(STOCK, order);
    assertThat(placed(STOCK, limit().set(SCALE_PRICE_INCREMENT, n("0"))))
        .hasSize(FIELDS_WITHOUT_BLOCKS);
  }

  @Test
  void hedgeTypeBringsItsParameter() {
    TwsOrder.Builder order = limit().set(HEDGE_TYPE, "B").set(HEDGE_PARAM, "0.39");
    List<String> fields = placed(STOCK, order);
    assertThat(fields).hasSize(FIELDS_WITHOUT_BLOCKS + 1);
    assertThat(fields.subList(76, 78)).containsExactly("B", "0.39");
    survivesBothWays(STOCK, order);
  }

  @Test
  void deltaNeutralContractBringsThreeFields() {
    TwsOrder.Builder order =
        limit().set(DELTA_NEUTRAL_CONTRACT, new DeltaNeutralContract(9, n("0.5"), n("185.3")));
    List<String> fields = placed(STOCK, order);
    assertThat(fields).hasSize(FIELDS_WITHOUT_BLOCKS + 3);
    assertThat(fields.subList(81, 85)).containsExactly("1", "9", "0.5", "185.3");
    survivesBothWays(STOCK, order);
  }

  @Test
  void algorithmBringsItsParameters() {
    TwsOrder.Builder order =
        limit()
            .set(ALGO_STRATEGY, "Twap")
            .set(ALGO_PARAMS, List.of(new TagValue("a", "1"), new TagValue("b", "2")))
            .set(ALGO_ID, "id");
    assertThat(placed(STOCK, order).subList(82, 89))
        .containsExactly("Twap", "2", "a", "1", "b", "2", "id");
    survivesInPlaceOrder(STOCK, order);
  }

  @Test
  void miscellaneousOptionsShareOneField() {
    TwsOrder.Builder order =
        limit().set(ORDER_MISC_OPTIONS, List.of(new TagValue("x", "1"), new TagValue("y", "2")));
    assertThat(placed(STOCK, order).get(85)).isEqualTo("x=1;y=2;");
    survivesInPlaceOrder(STOCK, order);
  }

  @Test
  void benchmarkPegBringsFiveFields() {
    TwsOrder.Builder order =
        limit()
            .orderType("PEG BENCH")
            .set(REFERENCE_CONTRACT_ID, 12)
            .set(PEGGED_CHANGE_AMOUNT_DECREASE, true)
            .set(PEGGED_CHANGE_AMOUNT, n("0.1"))
            .set(REFERENCE_CHANGE_AMOUNT, n("0.2"))
            .set(REFERENCE_EXCHANGE_ID, "NYSE");
    List<String> fields = placed(STOCK, order);
    assertThat(fields).hasSize(FIELDS_WITHOUT_BLOCKS + 5);
    assertThat(fields.subList(89, 95)).containsExactly("12", "1", "0.1", "0.2", "NYSE", "0");
    survivesBothWays(STOCK, order);
  }

  @Test
  void everyKindOfConditionIsWrittenInItsOwnLayout() {
    TwsOrder.Builder order =
        limit()
            .set(CONDITIONS, conditions())
            .set(CONDITIONS_IGNORE_RTH, true)
            .set(CONDITIONS_CANCEL_ORDER, false);
    List<String> written = new ArrayList<>(List.of("6"));
    written.addAll(List.of("1", "a", "1", "185.5", "265598", "SMART", "4"));
    written.addAll(List.of("3", "o", "0", "20261218 15:00:00 US/Eastern"));
    written.addAll(List.of("4", "a", "1", "30"));
    written.addAll(List.of("5", "o", "STK", "NYSE", "IBM"));
    written.addAll(List.of("6", "a", "1", "1000", "265598", "NYSE"));
    written.addAll(List.of("7", "a", "0", "-2.5", "265598", "NYSE"));
    written.addAll(List.of("1", "0"));
    assertThat(placed(STOCK, order).subList(89, 89 + written.size())).isEqualTo(written);
    survivesBothWays(STOCK, order);
  }

  private static List<OrderCondition> conditions() {
    return List.of(
        new OrderCondition.Price(true, true, n("185.5"), 265598, "SMART", 4),
        new OrderCondition.Time(false, false, "20261218 15:00:00 US/Eastern"),
        new OrderCondition.Margin(true, true, 30),
        new OrderCondition.Execution(false, "STK", "NYSE", "IBM"),
        new OrderCondition.Volume(true, true, 1000, 265598, "NYSE"),
        new OrderCondition.PercentChange(true, false, n("-2.5"), 265598, "NYSE"));
  }

  @Test
  void orderAtIbkrAtsTellsItsMinimumTradeQuantity() {
    TwsContract ats = TwsContract.builder().secType("STK").exchange("IBKRATS").build();
    TwsOrder.Builder order = limit().set(MIN_TRADE_QTY, 10);
    assertThat(placed(ats, order)).hasSize(FIELDS_WITHOUT_BLOCKS + 1).endsWith("10");
    survivesInPlaceOrder(ats, order);
  }

  @Test
  void pegToBestTellsMidpointOffsetsOnlyWhenItReachesUpToTheMidpoint() {
    TwsOrder.Builder order =
        limit()
            .orderType("PEG BEST")
            .set(MIN_COMPETE_SIZE, 100)
            .set(COMPETE_AGAINST_BEST_OFFSET, n("0.02"));
    assertThat(placed(STOCK, order)).hasSize(FIELDS_WITHOUT_BLOCKS + 2).endsWith("100", "0.02");
    survivesInPlaceOrder(STOCK, order);
    TwsOrder.Builder upToMid =
        limit()
            .orderType("PEG BEST")
            .set(MIN_COMPETE_SIZE, 100)
            .set(COMPETE_UP_TO_MID, true)
            .set(MID_OFFSET_AT_WHOLE, n("0.01"))
            .set(MID_OFFSET_AT_HALF, n("0.005"));
    assertThat(placed(STOCK, upToMid)).endsWith("100", "Infinity", "0.01", "0.005");
    survivesInPlaceOrder(STOCK, upToMid);
  }

  @Test
  void pegToMidpointTellsItsOffsets() {
    TwsOrder.Builder order =
        limit()
            .orderType("PEG MID")
            .set(MID_OFFSET_AT_WHOLE, n("0.01"))
            .set(MID_OFFSET_AT_HALF, n("0.005"));
    assertThat(placed(STOCK, order)).hasSize(FIELDS_WITHOUT_BLOCKS + 2).endsWith("0.01", "0.005");
    survivesInPlaceOrder(STOCK, order);
  }

  private static TwsOrder.Builder limit() {
    return TwsOrder.builder()
        .action("BUY")
        .totalQuantity(n("100"))
        .orderType("LMT")
        .lmtPrice(n("185.25"))
        .tif("DAY");
  }

  private List<String> placed(TwsContract contract, TwsOrder.Builder order) {
    out.clear();
    new ClientEncoder().encode(new PlaceOrder(1, contract, order.build()), out);
    return Vectors.fieldsOf(out.frames());
  }

  private void survivesInPlaceOrder(TwsContract contract, TwsOrder.Builder order) {
    Frame frame = Fields.frame(placed(contract, order));
    assertThat(new ServerDecoder().decode(frame))
        .isEqualTo(new PlaceOrder(1, contract, order.build()));
  }

  /** In placeOrder, openOrder and completedOrder; the last tells less of the delta neutral part. */
  private void survivesBothWays(TwsContract contract, TwsOrder.Builder order) {
    survivesInPlaceOrder(contract, order);
    TwsOrder sent = order.build();
    OpenOrder open = new OpenOrder(1, 7, 99L, contract, sent, OrderStateFields.of("Submitted"));
    assertThat(throughTheWire(open)).isEqualTo(open);
    TwsOrder.Builder told = sent.toBuilder();
    List.of(
            DELTA_NEUTRAL_SETTLING_FIRM,
            DELTA_NEUTRAL_CLEARING_ACCOUNT,
            DELTA_NEUTRAL_CLEARING_INTENT,
            DELTA_NEUTRAL_OPEN_CLOSE)
        .forEach(field -> told.set(field, null));
    CompletedOrder done =
        new CompletedOrder(99L, contract, told.build(), "Filled", n("1"), "then", "Filled");
    assertThat(throughTheWire(done)).isEqualTo(done);
  }

  private ServerMessage throughTheWire(ServerMessage message) {
    out.clear();
    new ServerEncoder().encode(message, out);
    return new ClientDecoder().decode(Fields.frame(Vectors.fieldsOf(out.frames())));
  }

  private static BigDecimal n(String text) {
    return new BigDecimal(text);
  }
}
