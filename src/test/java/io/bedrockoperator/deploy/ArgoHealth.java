package io.bedrockoperator.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** The shipped script for Argo CD, as Argo CD runs it. */
public final class ArgoHealth {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ArgoHealth() {}

  /**
   * Says how a resource is: {@code status: message}.
   *
   * @param resource as YAML or JSON
   */
  public static String of(String resource) throws JsonProcessingException {
    var globals = JsePlatform.standardGlobals();
    globals.set("obj", lua(YAML.readValue(resource, Map.class)));
    var script = Shipped.DIRECTORY.resolve("argocd").resolve("health.lua").toString();
    var health = globals.loadfile(script).call();
    return health.get("status") + ": " + health.get("message");
  }

  private static LuaValue lua(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var table = new LuaTable();
        map.forEach((key, entry) -> table.set(key.toString(), lua(entry)));
        yield table;
      }
      case List<?> list ->
          LuaValue.listOf(list.stream().map(ArgoHealth::lua).toArray(LuaValue[]::new));
      case Boolean bool -> LuaValue.valueOf(bool);
      case Integer number -> LuaValue.valueOf(number);
      default -> LuaValue.valueOf(value.toString());
    };
  }
}
