package dev.legwork.standalone;

import java.util.Optional;

/** A Temporal server that somebody can connect to. */
interface TemporalHost extends AutoCloseable {

  /** Host and port of its front end. */
  String target();

  /** Address of its Web UI, where it has one. */
  Optional<String> webUi();

  @Override
  void close();

  /** One that is run by somebody else ({@code legwork.temporal.target}). */
  record External(String target) implements TemporalHost {

    @Override
    public Optional<String> webUi() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // not ours to stop
    }
  }
}
