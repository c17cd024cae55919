package io.bedrockoperator.dev.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What pom.xml says of the image. */
public final class ImageConfiguration {

  private static final Path POM =
      Path.of(System.getProperty("basedir", ""), "pom.xml").toAbsolutePath();

  private final Document pom;

  private ImageConfiguration(Document pom) {
    this.pom = pom;
  }

  public static ImageConfiguration read() throws IOException {
    try (var input = Files.newInputStream(POM)) {
      return new ImageConfiguration(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(input));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without {@code -SNAPSHOT}. */
  public String name() {
    return "%s:%s"
        .formatted(
            texts("/project/artifactId").getFirst(),
            texts("/project/version").getFirst().replace("-SNAPSHOT", ""));
  }

  public String base() {
    return texts("//profile[id='image']/properties/image.base").getFirst();
  }

  public List<String> entrypoint() {
    return texts("//container/entrypoint/word");
  }

  /** As {@code user:group}. */
  public String user() {
    return texts("//container/user").getFirst();
  }

  private List<String> texts(String path) {
    try {
      var nodes =
          (NodeList)
              XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(index -> nodes.item(index).getTextContent().strip())
          .toList();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
