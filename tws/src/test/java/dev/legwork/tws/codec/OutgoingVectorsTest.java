package dev.legwork.tws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.tws.message.ClientMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What two independent clients were recorded to send, against our client's writing and our venue's
 * reading side. Bytes are compared exactly: our spelling of numbers is that of the recording.
 */
class OutgoingVectorsTest {
  private final FrameWriter out = new FrameWriter();
  private int extraFields;

  static Stream<Vectors.Vector> frames() {
    return Vectors.outgoing().stream().filter(v -> !v.name().startsWith("handshake"));
  }

  @Test
  void holdsAllFiftyOneVectors() {
    assertThat(Vectors.outgoing()).hasSize(51);
    assertThat(frames()).hasSize(50);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void clientWritesTheRecordedBytes(Vectors.Vector vector) {
    new ClientEncoder().encode(OutgoingCalls.message(vector.json().get("call")), out);
    assertThat(Vectors.fieldsOf(out.frames())).isEqualTo(vector.fields());
    assertThat(out.frames()).isEqualTo(ByteBuffer.wrap(vector.bytes()));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void venueReadsTheRecordedCall(Vectors.Vector vector) {
    ClientMessage message =
        new ServerDecoder((name, count) -> extraFields += count).decode(vector.frame());
    assertThat(message).isEqualTo(OutgoingCalls.message(vector.json().get("call")));
    assertThat(extraFields).isZero();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void venueReadsWhatTheOtherClientSends(Vectors.Vector vector) {
    List<String> fields = vector.fields();
    vector
        .json()
        .path("ibAsync")
        .path("valueDifferences")
        .forEach(d -> fields.set(d.get("index").intValue(), d.get("ib_async").textValue()));
    assertThat(new ServerDecoder().decode(Fields.frame(fields)))
        .isEqualTo(OutgoingCalls.message(vector.json().get("call")));
  }

  @Test
  void handshakeOfAnotherClientIsUnderstood() {
    byte[] bytes = Vectors.named("handshake_stoqey").bytes();
    ClientHello hello = new ClientHelloReader().feed(ByteBuffer.wrap(bytes)).orElseThrow();
    assertThat(hello).isEqualTo(new ClientHello(100, 193, ""));
    assertThat(hello.negotiate(Handshake.MIN_VERSION, Handshake.VERSION)).hasValue(178);
  }
}
