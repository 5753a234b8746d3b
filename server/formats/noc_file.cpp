#include "formats/noc_file.hpp"

#include <algorithm>

#include "formats/toml_list.hpp"

namespace bowball::formats {

template <class A>
void fields(A& a, Noc& n) {
    a("code", n.code);
    a("name", n.name);
    a("continent", n.continent);
}

Result<void> check(const Noc& noc) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (noc.code.size() != 3 || !std::ranges::all_of(noc.code, is_capital)) return Error{errc::bad_input, "code: three capital letters."};
    return {};
}

Result<std::vector<Noc>> read_nocs(std::string_view text, const std::string& file) { return read_toml_list<Noc>(text, file, "nocs"); }

Result<std::vector<Noc>> load_nocs(const std::string& file) {
    const auto text = read_text_file(file);
    if (!text) return text.error();
    return read_nocs(*text, file);
}

}  // namespace bowball::formats
