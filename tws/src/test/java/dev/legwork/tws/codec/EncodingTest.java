package dev.legwork.tws.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.tws.message.ClientMessage.*;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.ServerMessage.*;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodingTest {
  private final FrameWriter out = new FrameWriter();
  private final ClientEncoder client = new ClientEncoder();

  @Test
  void waveOfMessagesIsOneRunOfBytes() {
    client.encode(new ReqOpenOrders(), out);
    client.encode(new CancelOrder(7), out);
    FrameReader reader = new FrameReader();
    reader.feed(out.frames());
    ServerDecoder venue = new ServerDecoder();
    assertThat(venue.decode(reader.poll())).isEqualTo(new ReqOpenOrders());
    assertThat(venue.decode(reader.poll())).isEqualTo(new CancelOrder(7));
    assertThat(reader.pending()).isZero();
  }

  @Test
  void refusesTextThatWouldShiftTheFieldsAndWritesNothingOfIt() {
    client.encode(new ReqOpenOrders(), out);
    int before = out.size();
    assertThatThrownBy(() -> client.encode(new CancelOrder(7, "a\0b"), out))
        .isInstanceOf(UnencodableMessage.class)
        .hasMessage("CancelOrder, field 3: contains NUL");
    assertThat(out.size()).isEqualTo(before);
  }

  @Test
  void clientSendsPrintableAsciiOnly() {
    assertThatThrownBy(() -> client.encode(new CancelOrder(7, "caf\u00e9"), out))
        .isInstanceOf(UnencodableMessage.class);
    client.encode(new CancelOrder(7, "a\tb\r\n"), out);
    assertThat(Vectors.fieldsOf(out.frames())).endsWith("a\tb\r\n");
  }

  @Test
  void refusesTagListThatItsOwnSeparatorWouldSplit() {
    TwsOrder order =
        TwsOrder.builder()
            .set(OrderField.ORDER_MISC_OPTIONS, List.of(new TagValue("a", "1;b=2")))
            .build();
    assertThatThrownBy(
            () -> client.encode(new PlaceOrder(1, TwsContract.byConId(1, "SMART"), order), out))
        .isInstanceOf(UnencodableMessage.class)
        .hasMessageContaining("semicolon");
    assertThat(out.size()).isZero();
  }

  @Test
  void builderGoesOnWithoutChangingTheOrderItBuilt() {
    TwsOrder.Builder builder = TwsOrder.builder().action("BUY");
    TwsOrder first = builder.build();
    TwsOrder second = builder.action("SELL").build();
    assertThat(first.action()).isEqualTo("BUY");
    assertThat(second.action()).isEqualTo("SELL");
    assertThat(first).isNotEqualTo(second).isEqualTo(TwsOrder.builder().action("BUY").build());
  }

  @Test
  void venueEscapesErrorTextsBeyondAscii() {
    new ServerEncoder().encode(new ErrorMessage(1, 201, "caf\u00e9"), out);
    assertThat(Vectors.fieldsOf(out.frames()))
        .containsExactly("4", "2", "1", "201", "caf\\u00e9", "");
  }

  @Test
  void numbersAreWrittenPlainly() {
    new ServerEncoder()
        .encode(
            new Pnl(
                Integer.MIN_VALUE,
                new BigDecimal("1E+3"),
                new BigDecimal("1E-9"),
                new BigDecimal("-0.10")),
            out);
    assertThat(Vectors.fieldsOf(out.frames()))
        .containsExactly("94", "-2147483648", "1000", "0.000000001", "-0.10");
  }

  @Test
  void refusesNumberWhosePlainFormWouldFillMemory() {
    assertThatThrownBy(
            () -> new ServerEncoder().encode(new TickSize(1, 0, new BigDecimal("1E999999")), out))
        .isInstanceOf(UnencodableMessage.class);
  }

  @Test
  void permIdsBeyondThirtyTwoBitsSurvive() {
    OrderBound bound = new OrderBound(9_007_199_254_740_993L, 0, -3);
    new ServerEncoder().encode(bound, out);
    FrameReader reader = new FrameReader();
    reader.feed(out.frames());
    assertThat(new ClientDecoder().decode(reader.poll())).isEqualTo(bound);
  }

  @Test
  void helloIsTheBytesOfTheReference() {
    assertThat(Handshake.clientHello())
        .isEqualTo(
            ByteBuffer.wrap(
                java.util.HexFormat.of().parseHex("4150490000000009763130302e2e313738")));
  }
}
