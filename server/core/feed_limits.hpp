// Bounds of the live feed beside those in core/limits.hpp, and what each is for.
#pragma once
#include <cstddef>

namespace bowball::limits {

/// Gathered writes of one client in one go, 32 messages each. Whoever catches up with the log over a quick line would else be served until he
/// has it all, 25 MB, and everybody waits.
inline constexpr std::size_t writes_in_one_go = 8;
/// Broadcasts of which each is told when all were offered it: a minute of sixty a second. One that would be more is told with the one before.
inline constexpr std::size_t broadcasts_told = 4'096;
/// Boards of one token that are served before the public, and of all tokens together. A truck has some walls and overlays; a token that is in the
/// address of a page may be in hundreds of telephones.
inline constexpr std::size_t boards_per_token = 20;
inline constexpr std::size_t boards_with_token = 200;
/// Times at which the same content of a view was sent that are remembered, to know them again in `since`. Views that say the same again are few.
inline constexpr std::size_t stamps_of_a_view = 256;

/// Pages of the log that are kept or on their way to somebody, 350 KB each: who asks for others must wait.
inline constexpr std::size_t log_pages_alive = 64;
/// Of these are compressed in a second, 3 ms each; the others go out as they are.
inline constexpr std::size_t log_pages_packed = 20;
/// Documents of the feeds that are polled: so many are compressed in a second, and so many are kept compressed. A venue has some ten of them.
inline constexpr std::size_t feeds_packed = 32;

}  // namespace bowball::limits
