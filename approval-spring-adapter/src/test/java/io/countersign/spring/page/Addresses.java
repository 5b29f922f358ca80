package io.countersign.spring.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address below which reviewers are served, as Spring MVC maps them: what is added later is in here, too. */
final class Addresses {
    static final String PAGES = "/approval/review";
    static final String API = "/approval/api/review";

    /** A pattern, such as {@code /approval/review/posts/{id}}, and the methods it takes. */
    private final Map<String, Set<String>> methods = new TreeMap<>();

    Addresses(RequestMappingHandlerMapping mapping) {
        mapping.getHandlerMethods().keySet().forEach(info -> {
            for (String pattern : info.getPatternValues())
                if (pattern.startsWith(PAGES) || pattern.startsWith(API))
                    for (RequestMethod method : info.getMethodsCondition().getMethods())
                        methods.computeIfAbsent(pattern, first -> new TreeSet<>())
                                .add(method.name());
        });
        methods.values().forEach(taken -> {
            if (taken.contains("GET")) taken.add("HEAD");
        });
    }

    /** With this in the place of each variable. */
    List<String> taking(String method, String variable) {
        return methods.entrySet().stream()
                .filter(one -> one.getValue().contains(method))
                .map(one -> path(one.getKey(), variable))
                .toList();
    }

    List<String> all(String variable) {
        return methods.keySet().stream().map(one -> path(one, variable)).toList();
    }

    /** What an address takes: of all patterns that fit it, since Spring asks each of them. */
    Set<String> methods(String path) {
        Set<String> taken = new TreeSet<>();
        methods.forEach((pattern, own) -> {
            if (path.matches(pattern.replaceAll("\\{[^}]+}", "[^/]+"))) taken.addAll(own);
        });
        return taken;
    }

    /** Longer ones first, so that a session is used before something ends it. */
    List<String> changing(String variable) {
        List<String> paths = new ArrayList<>(taking("POST", variable));
        paths.sort(Comparator.comparing(String::length).reversed());
        return paths;
    }

    static boolean isApi(String path) {
        return path.startsWith(API);
    }

    private static String path(String pattern, String variable) {
        return pattern.replaceAll("\\{[^}]+}", variable);
    }
}
