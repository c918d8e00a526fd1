package dev.legwork.bench.fuzz;

/** What became of the frames, counted. */
final class Tally {
  private long frames;
  private long messages;
  private long malformedMessages;
  private long malformedFrames;
  private long incomplete;
  private long mostAllocated;
  private long hungriest = -1;

  /** One more frame was handed to a reader. */
  void frame(long number, long allocatedBytes) {
    frames++;
    if (allocatedBytes > mostAllocated) {
      mostAllocated = allocatedBytes;
      hungriest = number;
    }
  }

  void message() {
    messages++;
  }

  void malformedMessage() {
    malformedMessages++;
  }

  void malformedFrame() {
    malformedFrames++;
  }

  /** The reader waits for bytes that never come. */
  void incomplete() {
    incomplete++;
  }

  long frames() {
    return frames;
  }

  Tally plus(Tally other) {
    Tally sum = new Tally();
    sum.frames = frames + other.frames;
    sum.messages = messages + other.messages;
    sum.malformedMessages = malformedMessages + other.malformedMessages;
    sum.malformedFrames = malformedFrames + other.malformedFrames;
    sum.incomplete = incomplete + other.incomplete;
    Tally hungrier = mostAllocated >= other.mostAllocated ? this : other;
    sum.mostAllocated = hungrier.mostAllocated;
    sum.hungriest = hungrier.hungriest;
    return sum;
  }

  String markdown(String name) {
    return "| %s | %,d | %,d | %,d | %,d | %,d | %,d B (frame %d) |"
        .formatted(
            name,
            frames,
            messages,
            malformedMessages,
            malformedFrames,
            incomplete,
            mostAllocated,
            hungriest);
  }

  static String head() {
    return """
    | direction | damaged frames | messages read | MalformedMessage | MalformedFrame | cut off \
    | most allocated for one |
    |---|---|---|---|---|---|---|\
    """;
  }
}
