package dev.legwork.tws.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
  private final FrameReader reader = new FrameReader();

  @Test
  void frameIsCompleteOnlyWithItsLastByte() {
    byte[] bytes = {0, 0, 0, 2, 'a', 0};
    for (int i = 0; i < bytes.length - 1; i++) {
      reader.feed(ByteBuffer.wrap(bytes, i, 1));
      assertThat(reader.poll()).isNull();
    }
    reader.feed(ByteBuffer.wrap(bytes, 5, 1));
    assertThat(reader.poll().toByteArray()).containsExactly('a', 0);
    assertThat(reader.pending()).isZero();
  }

  @Test
  void cutsSeveralFramesOfOneChunk() {
    reader.feed(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 'a', 0, 0, 0, 1, 'b', 0, 0}));
    assertThat(reader.poll().toByteArray()).containsExactly('a');
    Frame second = reader.poll();
    assertThat(second.toByteArray()).containsExactly('b');
    assertThat(second.streamPosition()).isEqualTo(9);
    assertThat(reader.poll()).isNull();
    assertThat(reader.pending()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 16 * 1024 * 1024 + 1, Integer.MAX_VALUE})
  void refusesLengthsOutOfRangeAndStaysRefusing(int length) {
    reader.feed(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 'a'}));
    reader.poll();
    reader.feed(ByteBuffer.allocate(4).putInt(length).flip());
    assertThatThrownBy(reader::poll)
        .isInstanceOf(MalformedFrame.class)
        .hasMessage("frame length " + length + " at byte 5 of the stream");
    reader.feed(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 'a'}));
    assertThatThrownBy(reader::poll).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void memoryFollowsTheBytesThatCameNotTheLengthClaimed() {
    int before = reader.capacity();
    reader.feed(ByteBuffer.allocate(4).putInt(FrameReader.MAX_PAYLOAD).flip());
    assertThat(reader.poll()).isNull();
    assertThat(reader.capacity()).isEqualTo(before);
    reader.feed(ByteBuffer.allocate(100_000));
    assertThat(reader.poll()).isNull();
    assertThat(reader.capacity()).isLessThan(250_000);
  }

  @Test
  void longestFramePassesAndItsMemoryIsGivenBack() {
    reader.feed(ByteBuffer.allocate(4).putInt(FrameReader.MAX_PAYLOAD).flip());
    reader.feed(ByteBuffer.allocate(FrameReader.MAX_PAYLOAD));
    assertThat(reader.poll().length()).isEqualTo(FrameReader.MAX_PAYLOAD);
    int large = reader.capacity();
    while (reader.capacity() == large) {
      reader.feed(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 'a'}));
      assertThat(reader.poll().length()).isEqualTo(1);
    }
    assertThat(reader.capacity()).isLessThan(100_000);
  }

  @Test
  void readsHelloByteByByteAndLeavesWhatFollows() {
    ClientHelloReader hello = new ClientHelloReader();
    ByteBuffer ours = Handshake.clientHello();
    while (ours.remaining() > 1) {
      assertThat(hello.feed(ByteBuffer.wrap(new byte[] {ours.get()}))).isEmpty();
    }
    ByteBuffer last = ByteBuffer.wrap(new byte[] {ours.get(), 0, 0});
    assertThat(hello.feed(last)).hasValue(new ClientHello(100, 178, ""));
    assertThat(last.remaining()).isEqualTo(2);
  }

  @Test
  void readsConnectOptionsAndSingleVersions() {
    assertThat(hello("v157..178 +PACEAPI")).hasValue(new ClientHello(157, 178, "+PACEAPI"));
    assertThat(hello("v178")).hasValue(new ClientHello(178, 178, ""));
  }

  @Test
  void answersHighestCommonVersion() {
    assertThat(new ClientHello(100, 226, "").negotiate(100, 178)).hasValue(178);
    assertThat(new ClientHello(100, 170, "").negotiate(100, 178)).hasValue(170);
    assertThat(new ClientHello(179, 226, "").negotiate(100, 178)).isEmpty();
    assertThat(new ClientHello(10, 99, "").negotiate(100, 178)).isEmpty();
  }

  @Test
  void refusesWhatIsNoClient() {
    assertThatThrownBy(() -> new ClientHelloReader().feed(ByteBuffer.wrap("GET /".getBytes())))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("byte 0");
    assertThatThrownBy(() -> hello("v178..100")).isInstanceOf(MalformedFrame.class);
    assertThatThrownBy(() -> hello("178")).isInstanceOf(MalformedFrame.class);
    ByteBuffer lying = ByteBuffer.wrap(new byte[] {'A', 'P', 'I', 0, 0x7F, 0, 0, 0});
    assertThatThrownBy(() -> new ClientHelloReader().feed(lying))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("byte 4");
  }

  private static Optional<ClientHello> hello(String range) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + range.length());
    bytes.put(new byte[] {'A', 'P', 'I', 0}).putInt(range.length()).put(range.getBytes()).flip();
    return new ClientHelloReader().feed(bytes);
  }
}
