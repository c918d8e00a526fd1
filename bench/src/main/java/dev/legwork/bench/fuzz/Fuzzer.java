package dev.legwork.bench.fuzz;

import com.sun.management.ThreadMXBean;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.MalformedFrame;
import dev.legwork.tws.codec.MalformedMessage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages frames and has them read, in one thread. Every frame has a number, and number and seed
 * say all about it: one that fails can be repeated alone.
 */
final class Fuzzer {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final List<Direction> directions;
  private final List<Tally> tallies;
  private final long seed;

  Fuzzer(Path vectors, long seed) {
    this.directions = Direction.both(vectors);
    this.tallies = directions.stream().map(direction -> new Tally()).toList();
    this.seed = seed;
  }

  List<Direction> directions() {
    return directions;
  }

  List<Tally> tallies() {
    return tallies;
  }

  /**
   * Has the frame of this number read.
   *
   * @throws Untyped if it ends in anything but a message or a typed failure at its place
   */
  void read(long number) {
    SplittableRandom random = new SplittableRandom(seed + number * GOLDEN);
    int way = random.nextInt(directions.size());
    Direction direction = directions.get(way);
    byte[] bytes = damaged(direction.frames(), random);
    FrameReader reader = new FrameReader();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      read(bytes, random, reader, direction, tallies.get(way));
    } catch (RuntimeException | Error e) {
      throw new Untyped(seed, number, direction, bytes, e);
    }
    tallies.get(way).frame(number, THREADS.getCurrentThreadAllocatedBytes() - before);
  }

  /** Half of them inside the payload, below a length that fits: the decoder sees all of these. */
  private static byte[] damaged(List<byte[]> frames, SplittableRandom random) {
    byte[] frame = frames.get(random.nextInt(frames.size()));
    int times = random.nextInt(1, 4);
    if (random.nextBoolean()) {
      return damaged(frame, times, random);
    }
    byte[] payload = new byte[frame.length - Integer.BYTES];
    System.arraycopy(frame, Integer.BYTES, payload, 0, payload.length);
    byte[] changed = damaged(payload, times, random);
    return ByteBuffer.allocate(Integer.BYTES + changed.length)
        .putInt(changed.length)
        .put(changed)
        .array();
  }

  private static byte[] damaged(byte[] bytes, int times, SplittableRandom random) {
    byte[] changed = bytes;
    for (int i = 0; i < times; i++) {
      changed = Damage.any(random).apply(changed, random);
    }
    return changed;
  }

  private static void read(
      byte[] bytes, SplittableRandom random, FrameReader reader, Direction direction, Tally tally) {
    int seam = random.nextInt(bytes.length + 1);
    try {
      reader.feed(ByteBuffer.wrap(bytes, 0, seam));
      drain(reader, direction, tally);
      reader.feed(ByteBuffer.wrap(bytes, seam, bytes.length - seam));
      drain(reader, direction, tally);
      if (reader.pending() > 0) {
        tally.incomplete();
      }
    } catch (MalformedFrame e) {
      demand(e.bytePosition() >= 0 && e.bytePosition() <= bytes.length, "outside the stream", e);
      tally.malformedFrame();
    }
  }

  private static void drain(FrameReader reader, Direction direction, Tally tally) {
    for (Frame frame = reader.poll(); frame != null; frame = reader.poll()) {
      decode(frame, direction, tally);
    }
  }

  private static void decode(Frame frame, Direction direction, Tally tally) {
    int length = frame.length();
    try {
      Object message = direction.decode().apply(frame);
      demand(message != null, "no message", null);
      tally.message();
    } catch (MalformedMessage e) {
      demand(e.bytePosition() >= 0 && e.bytePosition() <= length, "outside the frame", e);
      demand(!e.field().isEmpty(), "names no field", e);
      tally.malformedMessage();
    }
  }

  private static void demand(boolean holds, String otherwise, Throwable cause) {
    if (!holds) {
      throw new IllegalStateException(otherwise, cause);
    }
  }

  /** A frame that was neither read nor refused as it should be. */
  static final class Untyped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Untyped(long seed, long number, Direction direction, byte[] bytes, Throwable cause) {
      super(
          "frame %d of seed %d, %s: %s%n%s"
              .formatted(number, seed, direction.name(), cause, HexFormat.of().formatHex(bytes)),
          cause);
    }
  }
}
