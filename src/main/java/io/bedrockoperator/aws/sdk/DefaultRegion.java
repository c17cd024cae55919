package io.bedrockoperator.aws.sdk;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.utils.Lazy;

/**
 * The operator's own Region, from the SDK's default chain; looked up once, when it is first needed.
 */
public final class DefaultRegion implements Supplier<Optional<String>> {

  private static final Logger LOG = LoggerFactory.getLogger(DefaultRegion.class);

  private final Lazy<Optional<String>> region = new Lazy<>(DefaultRegion::find);

  @Override
  public Optional<String> get() {
    return region.getValue();
  }

  private static Optional<String> find() {
    try {
      return Optional.of(new DefaultAwsRegionProviderChain().getRegion()).map(Region::id);
    } catch (SdkClientException none) {
      LOG.atInfo()
          .addKeyValue("error", none.getMessage())
          .log("the operator has no Region: set AWS_REGION, or name one in each copyFrom");
      return Optional.empty();
    }
  }
}
