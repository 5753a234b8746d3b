// How far CLOCK_MONOTONIC is being slewed: whatever sets the time of day (chrony, ntpd, timesyncd) does it by letting the kernel's
// seconds be longer or shorter for a while, by 500 ppm and more, and the seconds of a race with them.
//
// CLOCK_MONOTONIC_RAW is the bare quartz, which nobody pulls. What the two do against each other from look to look is the trim,
// which is steady, and the slew, which is not.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>

#include "core/time.hpp"

namespace bowball::io {

/// Two clocks of the kernel at one instant.
struct SlewLook {
    Duration raw{};         ///< CLOCK_MONOTONIC_RAW
    Duration monotonic{};   ///< CLOCK_MONOTONIC
    Duration spread{};      ///< between the readings before and after: what the pair may be off
};

/// The closest of five tries.
[[nodiscard]] SlewLook read_slew_look();

class SlewWatch {
public:
    /// No trim is taken for steady beyond this, parts in 10^9: a quartz is off by 50 ppm at most (protocols 8.2), and the kernel's own idea
    /// of its speed by about as much.
    static constexpr std::int64_t widest_trim_ppb = 100'000;
    /// A trim follows a quartz that warms up, by 20 parts in 10^9 a second at most (protocols 8.2): what changes faster is a slew.
    static constexpr std::int64_t warming_ppb_per_s = 20;
    /// What every stated bound of this computer's rate covers, so that it is no slew.
    static constexpr std::int64_t covered_ppb = 1'000;
    static constexpr std::size_t remembered = 360;   ///< looks

    /// `slewed`: where an earlier server's count ended, so that what it stamped can be compared.
    explicit SlewWatch(Duration slewed = {}) : slewed_(slewed) {}

    /// About once a second. `trim_ppb` is what the kernel says of its trim at the first look; later the looks themselves say it. Readings
    /// between which the thread was held up wait for the next ones.
    void look(const SlewLook& now, std::int64_t trim_ppb);

    /// Forward above zero. Only differences mean anything: between two of them the clock was slewed by so much.
    [[nodiscard]] Duration slewed() const { return slewed_; }
    /// The same by a later reading, which is no look: nothing is learnt from it.
    [[nodiscard]] Duration slewed_by(const SlewLook& now) const;
    /// Of the remembered looks, forth and back counted together: what a race that they saw whole may be off, at most.
    [[nodiscard]] Duration lately() const;

private:
    [[nodiscard]] Duration beside_trim(const SlewLook& now) const;

    std::optional<SlewLook> before_;
    std::int64_t trim_ppb_ = 0;
    std::deque<Duration> lately_;   ///< slewed from look to look
    Duration slewed_;
};

}  // namespace bowball::io
