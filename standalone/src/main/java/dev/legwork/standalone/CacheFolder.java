package dev.legwork.standalone;

import java.nio.file.Path;

/** Where tools live that were fetched, unpacked or built once for this user. */
final class CacheFolder {

  private CacheFolder() {}

  /** {@code $XDG_CACHE_HOME/legwork}, else {@code ~/.cache/legwork}. */
  static Path path() {
    String base = System.getenv("XDG_CACHE_HOME");
    return (base == null || base.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base))
        .resolve("legwork");
  }
}
