package io.restorekit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.restorekit");

    @Test
    void packagesFormNoCircle() {
        slices().matching("io.restorekit.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void machineKnowsNoThreadDiskOrBackupTarget() {
        noClasses()
                .that()
                .resideInAPackage("io.restorekit.machine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.restorekit",
                        "io.restorekit.engine..",
                        "io.restorekit.target..",
                        "io.restorekit.backup.longhorn..",
                        "java.util.concurrent..",
                        "java.nio..",
                        "java.io..",
                        "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void resilienceIsKnownToTheGateAlone() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.restorekit\\.engine\\.TargetGate(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.resilience4j..")
                .check(CLASSES);
    }

    @Test
    void timeComesThroughThePortAlone() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.restorekit.engine.SystemTime")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }
}
