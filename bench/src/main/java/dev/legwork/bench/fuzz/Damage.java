package dev.legwork.bench.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What happens to the bytes of a frame. */
enum Damage {
  /** The end is missing. */
  CUT {
    @Override
    byte[] apply(byte[] bytes, SplittableRandom random) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
  },
  /** Some bits of one byte are others. */
  FLIP {
    @Override
    byte[] apply(byte[] bytes, SplittableRandom random) {
      byte[] changed = bytes.clone();
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] ^= (byte) random.nextInt(1, 256);
      }
      return changed;
    }
  },
  /** Up to twelve bytes too many somewhere. */
  INSERT {
    @Override
    byte[] apply(byte[] bytes, SplittableRandom random) {
      byte[] more = new byte[random.nextInt(1, 13)];
      random.nextBytes(more);
      int at = random.nextInt(bytes.length + 1);
      return splice(bytes, at, at, more);
    }
  },
  /** The first four bytes, a length where they are one, say something else. */
  LIE {
    @Override
    byte[] apply(byte[] bytes, SplittableRandom random) {
      byte[] changed = Arrays.copyOf(bytes, Math.max(4, bytes.length));
      int length = random.nextBoolean() ? random.nextInt() : random.nextInt(2001);
      ByteBuffer.wrap(changed).putInt(length);
      return changed;
    }
  },
  /** One field has another text: empty, huge, negative, no number, a count that lies. */
  FIELD {
    @Override
    byte[] apply(byte[] bytes, SplittableRandom random) {
      int start = fieldStart(bytes, random);
      byte[] text = TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
      return splice(bytes, start, fieldEnd(bytes, start), text);
    }
  },
  /** One field is not there. */
  LOSE {
    @Override
    byte[] apply(byte[] bytes, SplittableRandom random) {
      int start = fieldStart(bytes, random);
      int end = Math.min(bytes.length, fieldEnd(bytes, start) + 1);
      return splice(bytes, start, end, new byte[0]);
    }
  },
  /** One field is there twice. */
  REPEAT {
    @Override
    byte[] apply(byte[] bytes, SplittableRandom random) {
      int start = fieldStart(bytes, random);
      int end = Math.min(bytes.length, fieldEnd(bytes, start) + 1);
      return splice(bytes, start, start, Arrays.copyOfRange(bytes, start, end));
    }
  };

  private static final List<String> TEXTS =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "2147483647",
          "-2147483648",
          "9223372036854775808",
          "1000000",
          "NaN",
          "Infinity",
          "1.7976931348623157E308",
          "1E999999999",
          "1E-999999999",
          "0x10",
          "+7",
          " 7",
          "true",
          "abc",
          "é\uFFFD",
          "9".repeat(400),
          "x".repeat(5000));

  private static final Damage[] ALL = values();

  abstract byte[] apply(byte[] bytes, SplittableRandom random);

  static Damage any(SplittableRandom random) {
    return ALL[random.nextInt(ALL.length)];
  }

  private static int fieldStart(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    while (at > 0 && bytes[at - 1] != 0) {
      at--;
    }
    return at;
  }

  private static int fieldEnd(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return end;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] instead) {
    return ByteBuffer.allocate(bytes.length - (to - from) + instead.length)
        .put(bytes, 0, from)
        .put(instead)
        .put(bytes, to, bytes.length - to)
        .array();
  }
}
