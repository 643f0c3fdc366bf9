package io.restorekit.s3;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who in this module may know whom. */
class RoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.restorekit.s3");

    @Test
    void roomsFormNoCircle() {
        slices().matching("io.restorekit.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void addressesKnowNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.restorekit.s3.address")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "org.apache..", "io.restorekit.s3.answer")
                .check(CLASSES);
    }

    @Test
    void adapterKnowsTargetAndApiAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.restorekit",
                        "io.restorekit.backup..",
                        "io.restorekit.checkpoint..",
                        "io.restorekit.engine..",
                        "io.restorekit.machine..",
                        "io.restorekit.volume..")
                .check(CLASSES);
    }
}
