// What the columns of a list of entries mean, by whatever their headers are called. Inside formats only.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowball::formats {

enum class EntryColumn : std::uint8_t { event, event_title, crew, code, noc, club, club_code, name, bow, seed, members, seat, cox, birth_years, birth_year, category, handicap, status };

/// Where each column stands. A seat is told by its number, from 1 at the bow.
struct EntryColumns {
    std::map<EntryColumn, std::size_t> single;
    std::map<std::uint32_t, std::size_t> seats;
    std::map<std::uint32_t, std::size_t> birth_years;
    std::vector<std::string> unused;      ///< headers that mean nothing here, or what another says already
};

/// Whoever sits at stroke has the highest number, before the cox: boats are of many sizes.
inline constexpr std::uint32_t stroke_seat = 1000;

/// Letters and digits of a header in lower case, accents of Latin letters left out: "N° de départ" is "ndedepart".
[[nodiscard]] std::string plain_header(std::string_view header);

/// The columns of a row of headers. Nothing where it names no event, or nobody who enters.
[[nodiscard]] std::optional<EntryColumns> entry_columns(const std::vector<std::string>& headers);

/// The names that a column may have, for a message.
[[nodiscard]] std::string known_columns();

}  // namespace bowball::formats
