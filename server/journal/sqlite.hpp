// The little of SQLite that the journal needs, owned and with errors as Results. Inside the journal only.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "core/one_line.hpp"
#include "core/result.hpp"

namespace bowball::journal {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

/// What SQLite says went wrong, with the file. A damaged one may be quoted in it.
[[nodiscard]] inline Error sqlite_error(sqlite3* database, const std::string& file, std::string_view doing) {
    return {errc::io_failed, "Cannot " + std::string{doing} + " " + file + ": " + (database != nullptr ? one_line(sqlite3_errmsg(database)) : "out of memory") + "."};
}

[[nodiscard]] inline Result<void> execute(sqlite3* database, const std::string& file, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return sqlite_error(database, file, "use");
    return {};
}

[[nodiscard]] inline Result<Statement> prepare(sqlite3* database, const std::string& file, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
        return sqlite_error(database, file, "use");
    return Statement{statement};
}

inline void bind_text(sqlite3_stmt* statement, int column, std::string_view text) {
    sqlite3_bind_text64(statement, column, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

[[nodiscard]] inline std::string_view column_text(sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    return text == nullptr ? std::string_view{} : std::string_view{text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

}  // namespace bowball::journal
