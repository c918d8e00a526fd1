package dev.legwork.simulation.net;

/** One side of a connection. */
public interface LinkEnd {
  void received(byte[] bytes);

  /** Nothing follows. */
  void closed(String detail);
}
