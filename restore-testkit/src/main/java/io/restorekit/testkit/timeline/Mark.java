package io.restorekit.testkit.timeline;

/** Something that happens at one instant, and the shape that stands for it: told by its form, not by its colour alone. */
public enum Mark {
    START("starts", "M-5,-6 L6,0 L-5,6 Z"),
    KILL("killed", "M-6,-4 L-4,-6 L0,-2 L4,-6 L6,-4 L2,0 L6,4 L4,6 L0,2 L-4,6 L-6,4 L-2,0 Z"),
    POWER_CUT("power cut", "M1,-7 L-5,1 L-1,1 L-2,7 L5,-2 L1,-2 Z"),
    FREEZE("frozen", "M-5,-6 L-1,-6 L-1,6 L-5,6 Z M1,-6 L5,-6 L5,6 L1,6 Z"),
    MOVE("moved", "M-6,-2 L1,-2 L1,-6 L7,0 L1,6 L1,2 L-6,2 Z"),
    DISK("disk", "M0,-6 L6,5 L-6,5 Z"),
    ACT("happens", "M0,-6 L6,0 L0,6 L-6,0 Z"),
    EXPECT("expected", "M-5,-5 L5,-5 L5,5 L-5,5 Z M-3,-3 L-3,3 L3,3 L3,-3 Z"),
    END("ends", "M-5,-5 L5,-5 L5,5 L-5,5 Z");

    private final String word;
    private final String shape;

    Mark(String word, String shape) {
        this.word = word;
        this.shape = shape;
    }

    /** What it says, in a word. */
    public String word() {
        return word;
    }

    /** An SVG path around 0,0, seven units each way at most. */
    String shape() {
        return shape;
    }
}
