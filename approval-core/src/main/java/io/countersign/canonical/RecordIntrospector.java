package io.countersign.canonical;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Reads our records without annotations of Jackson's: only components are members, and a member of a sealed type carries
 * its case as {@code "type"}.
 */
final class RecordIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (annotated instanceof AnnotatedClass && isCase(type))
            return JsonTypeInfo.Value.construct(
                    JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true);
        return super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
        return isCase(annotated.getRawType())
                ? caseName(annotated.getRawType())
                : super.findTypeName(config, annotated);
    }

    @Override
    public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
        boolean derived = member instanceof AnnotatedMethod
                && member.getDeclaringClass().getName().startsWith("io.countersign.")
                && !isComponent(member);
        return derived || super.hasIgnoreMarker(config, member);
    }

    @Override
    public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && annotated.getRawType().isAnnotationPresent(Sparse.class)
                ? JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS)
                : super.findPropertyInclusion(config, annotated);
    }

    @Override
    public JsonFormat.@Nullable Value findFormat(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedMember member
                        && member.getDeclaringClass().isAnnotationPresent(Sparse.class)
                ? JsonFormat.Value.empty().withFeature(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                : super.findFormat(config, annotated);
    }

    static String caseName(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static boolean isCase(Class<?> type) {
        if (!type.getName().startsWith("io.countersign.") || Plain.class.isAssignableFrom(type)) return false;
        if (type.isSealed()) return true;
        for (Class<?> parent : type.getInterfaces()) if (parent.isSealed()) return true;
        return false;
    }

    private static boolean isComponent(AnnotatedMember member) {
        Class<?> owner = member.getDeclaringClass();
        if (!owner.isRecord()) return false;
        for (var component : owner.getRecordComponents())
            if (component.getName().equals(member.getName())) return true;
        return false;
    }
}
