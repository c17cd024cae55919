package io.bedrockoperator.aws.sdk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.Lazy;

/**
 * A place where credentials may be.
 *
 * @param name the name of the setting that refers to it
 * @param setting the name with its value, or without it if the value is secret; empty if it is not
 *     set
 */
record CredentialsSource(
    String name, Supplier<Optional<String>> setting, Lazy<AwsCredentialsProvider> provider) {

  private static final String PROFILE = "AWS_PROFILE";

  /** The sources of the SDK's {@code DefaultCredentialsProvider}, in its order. */
  static List<CredentialsSource> standard() {
    var key = SdkSystemSetting.AWS_ACCESS_KEY_ID;
    return List.of(
        new CredentialsSource(
            key.property(),
            () -> Optional.ofNullable(System.getProperty(key.property())).map(id -> key.property()),
            new Lazy<>(SystemPropertyCredentialsProvider::create)),
        new CredentialsSource(
            key.environmentVariable(),
            () ->
                Optional.ofNullable(System.getenv(key.environmentVariable()))
                    .map(id -> key.environmentVariable()),
            new Lazy<>(EnvironmentVariableCredentialsProvider::create)),
        of(
            new Lazy<>(WebIdentityTokenFileCredentialsProvider::create),
            SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE),
        new CredentialsSource(
            PROFILE, CredentialsSource::profile, new Lazy<>(ProfileCredentialsProvider::create)),
        of(
            new Lazy<>(ContainerCredentialsProvider::create),
            SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI,
            SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI),
        new CredentialsSource(
            "the instance's role",
            Optional::empty,
            new Lazy<>(InstanceProfileCredentialsProvider::create)));
  }

  private static CredentialsSource of(
      Lazy<AwsCredentialsProvider> provider, SdkSystemSetting... settings) {
    return new CredentialsSource(
        settings[0].environmentVariable(),
        () ->
            Stream.of(settings)
                .flatMap(
                    setting ->
                        setting.getStringValue().stream()
                            .map(value -> setting.environmentVariable() + "=" + value))
                .findFirst(),
        provider);
  }

  private static Optional<String> profile() {
    return ProfileFileSystemSetting.AWS_PROFILE
        .getNonDefaultStringValue()
        .or(() -> ProfileFileLocation.credentialsFileLocation().map(Path::toString))
        .map(value -> PROFILE + "=" + value);
  }
}
