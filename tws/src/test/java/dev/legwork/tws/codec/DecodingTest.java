package dev.legwork.tws.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.PriceIncrement;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.*;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingTest {
  private final List<String> reports = new ArrayList<>();
  private final ClientDecoder decoder =
      new ClientDecoder((name, count) -> reports.add(name + " " + count));

  @Test
  void namesMessageFieldAndPositionOfWhatIsMissing() {
    MalformedMessage failure = failure("3", "101", "Filled", "100");
    assertThat(failure.messageName()).isEqualTo("orderStatus");
    assertThat(failure.field()).isEqualTo("remaining");
    assertThat(failure.bytePosition()).isEqualTo("3.101.Filled.100.".length());
  }

  @Test
  void namesMessageFieldAndPositionOfWhatIsUnreadable() {
    MalformedMessage failure = failure("9", "1", "10x");
    assertThat(failure)
        .hasMessage("nextValidId.orderId is not a whole number at byte 4 of its frame");
  }

  @Test
  void refusesLastFieldWithoutItsEnd() {
    assertThatThrownBy(() -> decoder.decode(Frame.of(new byte[] {'9', 0, '1', 0, '7'})))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("nextValidId.orderId has no end at byte 4");
  }

  @Test
  void refusesWholeNumbersThatDoNotFit() {
    assertThat(failure("9", "1", "2147483648")).hasMessageContaining("out of range");
    assertThat(failure("49", "1", "9223372036854775809")).hasMessageContaining("whole number");
    assertThat(failure("9", "1", "")).hasMessageContaining("whole number");
    assertThat(decode("49", "1", "-9223372036854775808"))
        .isEqualTo(new CurrentTime(Long.MIN_VALUE));
  }

  @Test
  void refusesNumbersThatWouldFillMemory() {
    assertThat(failure("2", "6", "1", "0", "1E999999999")).hasMessageContaining("not a number");
    assertThat(failure("2", "6", "1", "0", "9".repeat(900))).hasMessageContaining("not a number");
  }

  @Test
  void refusesCountThatItsFrameCannotHold() {
    assertThat(failure("93", "26", "2000000000", "0", "0.01"))
        .hasMessageContaining("marketRule.incrementsCount counts 2000000000");
    assertThat(failure("93", "26", "-1")).hasMessageContaining("counts -1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2147483647",
        "9223372036854775807",
        "-9223372036854775808",
        "1.7976931348623157E308",
        "1.7976931348623157e+308",
        "Infinity"
      })
  void readsEverySpellingOfUnsetAsAbsent(String unset) {
    assertThat(decode("94", "4001", unset, "-3.25", "0"))
        .isEqualTo(new Pnl(4001, null, new BigDecimal("-3.25"), BigDecimal.ZERO));
  }

  @Test
  void readsDecimalsInEveryForm() {
    assertThat(decode("94", "1", "1,234.5", "-1.5E-3", "+2"))
        .isEqualTo(
            new Pnl(1, new BigDecimal("1234.5"), new BigDecimal("-0.0015"), new BigDecimal("2")));
    assertThat(decode("94", "1", "123456789012345678901.5", "-.5", "0.10"))
        .isEqualTo(
            new Pnl(
                1,
                new BigDecimal("123456789012345678901.5"),
                new BigDecimal("-0.5"),
                new BigDecimal("0.10")));
  }

  @Test
  void readsFlagsAsNumbersAndUnsetOnesAsAbsent() {
    List<String> fields = Vectors.named("openOrder_stock_lmt").fields();
    fields.set(26, "2");
    fields.set(126, "2147483647");
    fields.set(27, "");
    OpenOrder order = (OpenOrder) decoder.decode(Fields.frame(fields));
    assertThat(order.order().outsideRth()).isTrue();
    assertThat(order.order().get(OrderField.HIDDEN)).isNull();
    assertThat(order.order().get(OrderField.USE_PRICE_MGMT_ALGO)).isNull();
    fields.set(26, "yes");
    assertThatThrownBy(() -> decoder.decode(Fields.frame(fields)))
        .hasMessageContaining("openOrder.outsideRth is not a whole number");
  }

  @Test
  void reportsExtraFieldsOnceAndReadsTheRest() {
    assertThat(decode("9", "1", "7", "new", "fields")).isEqualTo(new NextValidId(7));
    assertThat(decode("9", "1", "8", "new")).isEqualTo(new NextValidId(8));
    assertThat(decode("53", "1", "new")).isEqualTo(new OpenOrderEnd());
    assertThat(reports).containsExactly("nextValidId 2", "openOrderEnd 1");
  }

  @Test
  void keepsMessagesItDoesNotKnow() {
    assertThat(decode("18", "a", "", "b"))
        .isEqualTo(new ServerMessage.Unknown(18, List.of("a", "", "b")));
    assertThat(new ServerDecoder().decode(Fields.frame(List.of("72", "x"))))
        .isEqualTo(new ClientMessage.Unknown(72, List.of("x")));
    assertThat(reports).isEmpty();
  }

  @Test
  void readsErrorOfAnOldServer() {
    assertThat(decode("4", "1", "text")).isEqualTo(new ErrorMessage(-1, -1, "text"));
  }

  @Test
  void leavesBrokenEscapesAsTheyAre() {
    assertThat(decode("4", "2", "1", "201", "a\\u00e9\\u12\\uzzzz\\", ""))
        .isEqualTo(new ErrorMessage(1, 201, "a\u00e9\\u12\\uzzzz\\"));
  }

  @Test
  void dropsEmptyAccountAfterTheLastComma() {
    assertThat(decode("15", "1", "DU1,DU2,")).isEqualTo(new ManagedAccounts(List.of("DU1", "DU2")));
  }

  @Test
  void splitsLastTradeTimeFromItsDate() {
    List<String> fields = Vectors.named("contractDetails_option").fields();
    fields.set(4, "20261218-16:00:00");
    ContractDetails details = (ContractDetails) decoder.decode(Fields.frame(fields));
    assertThat(details.contract().lastTradeDateOrContractMonth()).isEqualTo("20261218");
    assertThat(details.details().lastTradeTime()).isEqualTo("16:00:00");
  }

  @Test
  void findsMarketRuleAtThePositionOfTheExchange() {
    ContractDetails option =
        (ContractDetails) decoder.decode(Vectors.named("contractDetails_option").frame());
    assertThat(option.details().marketRuleId("SMART")).hasValue(32);
    assertThat(option.details().marketRuleId("CBOE")).hasValue(109);
    assertThat(option.details().marketRuleId("NYSE")).isEmpty();
  }

  @Test
  void readsMarketRule() {
    MarketRule rule =
        new MarketRule(
            32,
            List.of(
                new PriceIncrement(new BigDecimal("0"), new BigDecimal("0.05")),
                new PriceIncrement(new BigDecimal("3"), new BigDecimal("0.1"))));
    assertThat(decode("93", "32", "2", "0", "0.05", "3", "0.1")).isEqualTo(rule);
    FrameWriter out = new FrameWriter();
    new ServerEncoder().encode(rule, out);
    assertThat(Vectors.fieldsOf(out.frames()))
        .containsExactly("93", "32", "2", "0", "0.05", "3", "0.1");
  }

  @Test
  void askingForMarketRuleReachesTheVenue() {
    FrameWriter out = new FrameWriter();
    new ClientEncoder().encode(new ClientMessage.ReqMarketRule(32), out);
    assertThat(Vectors.fieldsOf(out.frames())).containsExactly("91", "32");
    assertThat(new ServerDecoder().decode(Fields.frame(List.of("91", "32"))))
        .isEqualTo(new ClientMessage.ReqMarketRule(32));
  }

  @Test
  void secondTrailingStopPriceOverridesTheFirst() {
    OpenOrder order = (OpenOrder) decoder.decode(Vectors.named("openOrder_allDistinct").frame());
    assertThat(order.order().get(OrderField.TRAIL_STOP_PRICE)).isEqualTo("54.1");
  }

  @Test
  void goesOnAfterMessageThatFailed() {
    failure("9", "1");
    assertThat(decode("9", "1", "7")).isEqualTo(new NextValidId(7));
  }

  private ServerMessage decode(String... fields) {
    return decoder.decode(Fields.frame(List.of(fields)));
  }

  private MalformedMessage failure(String... fields) {
    return catchThrowableOfType(MalformedMessage.class, () -> decode(fields));
  }
}
