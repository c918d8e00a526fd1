package dev.legwork.request;

/** Makes a value of the trade out of a JSON value. */
@FunctionalInterface
public interface Reading<T> {

  /**
   * @throws Wrong telling what would be right
   */
  T read(Object value) throws Wrong;

  /** The value is not what it should be; the message says what would be right. */
  final class Wrong extends Exception {
    private final FieldError.Kind kind;

    private Wrong(FieldError.Kind kind, String message) {
      super(message, null, false, false);
      this.kind = kind;
    }

    /** The value cannot be read. */
    public static Wrong shape(String message) {
      return new Wrong(FieldError.Kind.SHAPE, message);
    }

    /** The value can be read and asks for what cannot be. */
    public static Wrong trade(String message) {
      return new Wrong(FieldError.Kind.TRADE, message);
    }

    FieldError.Kind kind() {
      return kind;
    }
  }
}
