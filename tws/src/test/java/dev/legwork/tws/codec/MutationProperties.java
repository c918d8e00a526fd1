package dev.legwork.tws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Damaged frames end in a valid message or a typed failure that knows its place, on both sides.
 * Anything else thrown, and any memory claimed by a lying length, fails the property.
 */
class MutationProperties {
  private static final List<byte[]> INCOMING = frames(Vectors.incoming());
  private static final List<byte[]> OUTGOING = frames(Vectors.outgoing());

  private static List<byte[]> frames(List<Vectors.Vector> vectors) {
    return vectors.stream()
        .filter(v -> !v.name().startsWith("handshake"))
        .map(Vectors.Vector::bytes)
        .toList();
  }

  /** One change to the bytes of a frame. */
  sealed interface Change {
    byte[] apply(byte[] frame);
  }

  record Cut(int at) implements Change {
    @Override
    public byte[] apply(byte[] frame) {
      return Arrays.copyOf(frame, at % (frame.length + 1));
    }
  }

  record Flip(int at, int bits) implements Change {
    @Override
    public byte[] apply(byte[] frame) {
      byte[] changed = frame.clone();
      if (changed.length > 0) {
        changed[at % changed.length] ^= (byte) bits;
      }
      return changed;
    }
  }

  record Insert(int at, byte[] bytes) implements Change {
    @Override
    public byte[] apply(byte[] frame) {
      int position = at % (frame.length + 1);
      ByteBuffer changed = ByteBuffer.allocate(frame.length + bytes.length);
      changed.put(frame, 0, position).put(bytes).put(frame, position, frame.length - position);
      return changed.array();
    }
  }

  record Lie(int length) implements Change {
    @Override
    public byte[] apply(byte[] frame) {
      byte[] changed = Arrays.copyOf(frame, Math.max(4, frame.length));
      ByteBuffer.wrap(changed).putInt(length);
      return changed;
    }
  }

  @Provide
  Arbitrary<Change> changes() {
    Arbitrary<Integer> at = Arbitraries.integers().between(0, 4000);
    return Arbitraries.oneOf(
        at.map(Cut::new),
        at.flatMap(i -> Arbitraries.integers().between(1, 255).map(bits -> new Flip(i, bits))),
        at.flatMap(
            i ->
                Arbitraries.bytes()
                    .array(byte[].class)
                    .ofMinSize(1)
                    .ofMaxSize(12)
                    .map(bytes -> new Insert(i, bytes))),
        Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(0, 2000))
            .map(Lie::new));
  }

  @Property(tries = 4000)
  void damagedIncomingFramesFailTypedOrAreRead(
      @ForAll @IntRange(max = 65) int vector,
      @ForAll("changes") Change one,
      @ForAll("changes") Change two) {
    ClientDecoder decoder = new ClientDecoder((name, count) -> {});
    check(two.apply(one.apply(INCOMING.get(vector))), decoder::decode);
  }

  @Property(tries = 4000)
  void damagedOutgoingFramesFailTypedOrAreRead(
      @ForAll @IntRange(max = 49) int vector,
      @ForAll("changes") Change one,
      @ForAll("changes") Change two) {
    ServerDecoder decoder = new ServerDecoder((name, count) -> {});
    check(two.apply(one.apply(OUTGOING.get(vector))), decoder::decode);
  }

  /** Damage inside the payload, with a length that fits: the decoder sees every one of these. */
  @Property(tries = 6000)
  void damagedPayloadsFailTypedOrAreRead(
      @ForAll @IntRange(max = 65) int vector, @ForAll("changes") Change change) {
    byte[] frame = INCOMING.get(vector);
    byte[] payload = change.apply(Arrays.copyOfRange(frame, 4, frame.length));
    if (payload.length > 0) {
      ClientDecoder decoder = new ClientDecoder((name, count) -> {});
      decodeOrFailTyped(Frame.of(payload), decoder::decode);
    }
  }

  @Property(tries = 1000)
  void anyBytesAreHandledByTheHello(@ForAll @Size(max = 40) byte[] bytes) {
    try {
      new ClientHelloReader().feed(ByteBuffer.wrap(bytes));
    } catch (MalformedFrame e) {
      assertThat(e.bytePosition()).isBetween(0L, (long) bytes.length);
    }
  }

  private interface Decode {
    Object apply(Frame frame);
  }

  private static void check(byte[] bytes, Decode decode) {
    FrameReader reader = new FrameReader();
    int before = reader.capacity();
    reader.feed(ByteBuffer.wrap(bytes));
    try {
      for (Frame frame = reader.poll(); frame != null; frame = reader.poll()) {
        decodeOrFailTyped(frame, decode);
      }
    } catch (MalformedFrame e) {
      assertThat(e.bytePosition()).isBetween(0L, (long) bytes.length);
    }
    assertThat(reader.capacity()).isEqualTo(before);
  }

  private static void decodeOrFailTyped(Frame frame, Decode decode) {
    try {
      assertThat(decode.apply(frame)).isNotNull();
    } catch (MalformedMessage e) {
      assertThat(e.bytePosition()).isBetween(0, frame.length());
      assertThat(e.field()).isNotEmpty();
    }
  }
}
