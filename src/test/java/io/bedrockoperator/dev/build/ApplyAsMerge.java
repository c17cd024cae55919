package io.bedrockoperator.dev.build;

import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/** The mock server refuses server-side apply. Where one alone writes, a merge does the same. */
final class ApplyAsMerge extends KubernetesCrudDispatcher {

  private static final String CONTENT_TYPE = "Content-Type";

  @Override
  public MockResponse handlePatch(RecordedRequest request) {
    return super.handlePatch(
        PatchType.SERVER_SIDE_APPLY.getContentType().equals(request.getHeader(CONTENT_TYPE))
            ? asMerge(request)
            : request);
  }

  private static RecordedRequest asMerge(RecordedRequest request) {
    return new RecordedRequest(
        request.getHttpVersion(),
        request.method(),
        request.getPath(),
        request
            .getHeaders()
            .newBuilder()
            .set(CONTENT_TYPE, PatchType.JSON_MERGE.getContentType())
            .build(),
        request.getBody());
  }
}
