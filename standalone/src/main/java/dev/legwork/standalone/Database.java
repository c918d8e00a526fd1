package dev.legwork.standalone;

/** How to reach the database. */
record Database(String url, String user, String password) {

  /** Never the password. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
