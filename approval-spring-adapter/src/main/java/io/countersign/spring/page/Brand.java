package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * Whose page it is: the platform's, never a workspace's, for it is seen before unlock too.
 *
 * @param name at the top of the page and in its title
 * @param logo URL of a picture in place of the name, null for none
 * @param darkLogo URL of another one for dark mode, null where the first is good for both
 * @param icon URL of the picture in the browser's tab
 * @param iconType its content type
 * @param stylesheet URL of the host's own styles, null for none
 * @param imprint URL of the page that tells who is responsible, null for none
 * @param privacy URL of the page on privacy, null for none
 * @param background of the page in light mode, as CSS writes it
 * @param darkBackground of the page in dark mode
 */
public record Brand(
        String name,
        @Nullable String logo,
        @Nullable String darkLogo,
        String icon,
        String iconType,
        @Nullable String stylesheet,
        @Nullable String imprint,
        @Nullable String privacy,
        String background,
        String darkBackground) {

    Brand named(String other) {
        return new Brand(
                other, logo, darkLogo, icon, iconType, stylesheet, imprint, privacy, background, darkBackground);
    }

    Brand showing(@Nullable String otherLogo, @Nullable String otherDarkLogo) {
        return new Brand(
                name,
                otherLogo,
                otherDarkLogo,
                icon,
                iconType,
                stylesheet,
                imprint,
                privacy,
                background,
                darkBackground);
    }
}
