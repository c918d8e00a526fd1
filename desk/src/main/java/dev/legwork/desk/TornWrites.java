package dev.legwork.desk;

import dev.legwork.fault.CrashPoint;
import dev.legwork.tws.session.Transport;
import dev.legwork.tws.session.WriteResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A transport for tests of crashes: lets the first order of a wave out alone, so that the process
 * may end before the others follow. The desk uses it only when {@link CrashPoint#isOn}.
 */
final class TornWrites implements Transport {
  private static final byte[] PLACE_ORDER = "3\0".getBytes(StandardCharsets.US_ASCII);

  private final Transport whole;

  TornWrites(Transport whole) {
    this.whole = whole;
  }

  @Override
  public void connect(long connection, String host, int port) {
    whole.connect(connection, host, port);
  }

  @Override
  public WriteResult write(ByteBuffer frames) {
    int first = Integer.BYTES + (frames.remaining() < Integer.BYTES ? 0 : lengthOf(frames));
    if (frames.remaining() <= first || !placesAnOrder(frames)) {
      return whole.write(frames);
    }
    int end = frames.limit();
    frames.limit(frames.position() + first);
    WriteResult one = whole.write(frames);
    if (one != WriteResult.WRITTEN) {
      return one;
    }
    CrashPoint.BETWEEN_LEGS.reached();
    frames.limit(end);
    return whole.write(frames) == WriteResult.WRITTEN ? WriteResult.WRITTEN : WriteResult.UNKNOWN;
  }

  @Override
  public void close() {
    whole.close();
  }

  private static int lengthOf(ByteBuffer frames) {
    return frames.getInt(frames.position());
  }

  private static boolean placesAnOrder(ByteBuffer frames) {
    for (int i = 0; i < PLACE_ORDER.length; i++) {
      if (frames.get(frames.position() + Integer.BYTES + i) != PLACE_ORDER[i]) {
        return false;
      }
    }
    return true;
  }
}
