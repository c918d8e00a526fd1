package dev.legwork.tws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.tws.message.ServerMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What TWS sends, against our client's reading and our venue's writing side. Frames are compared
 * field by field: texts exactly, numbers by value (0 and 0.0 are the same).
 */
class IncomingVectorsTest {
  private final FrameWriter out = new FrameWriter();
  private int extraFields;

  static Stream<Vectors.Vector> frames() {
    return Vectors.incoming().stream().filter(v -> !v.name().startsWith("handshake"));
  }

  @Test
  void holdsAllSixtySevenVectors() {
    assertThat(Vectors.incoming()).hasSize(67);
    assertThat(frames()).hasSize(66);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void venueWritesBackEveryFieldTheClientRead(Vectors.Vector vector) {
    ServerMessage message =
        new ClientDecoder((name, count) -> extraFields += count).decode(vector.frame());
    new ServerEncoder().encode(message, out);
    List<String> written = Vectors.fieldsOf(out.frames());
    assertThat(written).hasSameSizeAs(vector.fields());
    for (int i = 0; i < written.size(); i++) {
      assertThat(written.get(i))
          .as("%d %s", i, vector.fieldNames().get(i))
          .satisfies(same(vector.fields().get(i)));
    }
    assertThat(message).isNotInstanceOf(ServerMessage.Unknown.class);
    assertThat(extraFields).isZero();
  }

  static Stream<Vectors.Vector> framesWithoutOrders() {
    return frames().filter(vector -> !carriesOrder(vector));
  }

  static Stream<Vectors.Vector> framesWithOrders() {
    return frames().filter(IncomingVectorsTest::carriesOrder);
  }

  private static boolean carriesOrder(Vectors.Vector vector) {
    return vector.name().startsWith("openOrder_") || vector.name().startsWith("completedOrder_");
  }

  @ParameterizedTest
  @MethodSource("framesWithoutOrders")
  void clientReadsWhatTheFrameMeans(Vectors.Vector vector) {
    assertThat(new ClientDecoder().decode(vector.frame()))
        .isEqualTo(IncomingMessages.byVector().get(vector.name()));
  }

  @ParameterizedTest
  @MethodSource("framesWithOrders")
  void clientReadsTheOrderThatAnIndependentClientReads(Vectors.Vector vector) {
    ServerMessage message = new ClientDecoder().decode(vector.frame());
    DecodedOrders.assertSameOrder(message, vector);
  }

  @Test
  void everyOrderFieldIsReadFromItsOwnPosition() {
    for (String name : List.of("openOrder_allDistinct", "completedOrder_allDistinct")) {
      Vectors.Vector vector = Vectors.named(name);
      DecodedOrders.assertFieldsByName(new ClientDecoder().decode(vector.frame()), vector);
    }
  }

  @Test
  void handshakeReplyTellsTheVersion() {
    ServerHello hello = Handshake.decodeServerHello(Vectors.named("handshake_serverReply").frame());
    assertThat(hello).isEqualTo(new ServerHello(178, "20261121 10:00:00 EST"));
    Handshake.encode(hello, out);
    assertThat(out.frames())
        .isEqualTo(ByteBuffer.wrap(Vectors.named("handshake_serverReply").bytes()));
  }

  private static ThrowingConsumer<String> same(String expected) {
    return text -> {
      if (!Vectors.sameValue(text, expected)) {
        assertThat(text).isEqualTo(expected);
      }
    };
  }
}
