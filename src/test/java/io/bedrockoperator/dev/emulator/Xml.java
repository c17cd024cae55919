package io.bedrockoperator.dev.emulator;

/** Elements of the query protocol's answers, which have neither attributes nor mixed content. */
final class Xml {
  private static final String NAMESPACE = " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";

  private Xml() {}

  /** The outermost element. */
  static String document(String name, String... children) {
    return "<" + name + NAMESPACE + ">" + String.join("", children) + "</" + name + ">";
  }

  static String element(String name, String... children) {
    return "<" + name + ">" + String.join("", children) + "</" + name + ">";
  }

  static String text(String name, String value) {
    return element(name, value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }
}
