// How a time was taken, as far as times of different races may be compared. Pure.
#pragma once
#include <cstdint>
#include <string_view>

namespace bowball::rules {

/// Rules of the sports 3.4, 4.5 and 8.3: a place by time is not decided between times of different grades.
enum class TimingGrade : std::uint8_t {
    automatic,       ///< beam, pad, picture
    semi_automatic,  ///< a button at the finish, started by the signal
    corrected,       ///< of a backup, brought to the level of the automatic system
    hand,            ///< watches
};
[[nodiscard]] constexpr std::string_view to_string(TimingGrade grade) {
    switch (grade) {
        case TimingGrade::automatic: return "automatic";
        case TimingGrade::semi_automatic: return "semi_automatic";
        case TimingGrade::corrected: return "corrected";
        case TimingGrade::hand: return "hand";
    }
    return "unknown";
}
/// Of two ends of a time that which tells less: a time is as good as its worse end.
[[nodiscard]] constexpr TimingGrade worse(TimingGrade a, TimingGrade b) {
    const auto place = [](TimingGrade grade) {
        switch (grade) {
            case TimingGrade::automatic: return 0;
            case TimingGrade::corrected: return 1;
            case TimingGrade::semi_automatic: return 2;
            case TimingGrade::hand: return 3;
        }
        return 3;
    };
    return place(a) < place(b) ? b : a;
}
/// A corrected time stands for the automatic one that is missing, and competes with such (rules of the sports 4.5, 8.2).
[[nodiscard]] constexpr bool are_alike(TimingGrade a, TimingGrade b) {
    const auto as_automatic = [](TimingGrade grade) { return grade == TimingGrade::corrected ? TimingGrade::automatic : grade; };
    return as_automatic(a) == as_automatic(b);
}

}  // namespace bowball::rules
